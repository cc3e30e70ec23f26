using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Peninsula.Host.Security;

/// <summary>
/// Reads what a page sends before anything is done with it. What is too large or cannot be kept is refused by name, and
/// whatever goes wrong after that, the page that says so shows what was typed, so that somebody can copy it.
/// </summary>
internal sealed class TypedInput(RequestDelegate next, IAntiforgery antiforgery)
{
    /// <summary>Characters of one field that are taken of what is no answer to a form; a form says itself what is too long.</summary>
    internal const int LongestField = 256 * 1024;

    private static readonly object TypedKey = new();

    /// <summary>What was typed into the request that failed; empty when it is not known to be this person's own.</summary>
    internal static IReadOnlyList<TypedField> Of(HttpContext context) => context.Items[TypedKey] as IReadOnlyList<TypedField> ?? [];

    public async Task InvokeAsync(HttpContext context)
    {
        if (HasNullCharacter(context.Request) && !Interfaces.Concern(context))
        {
            // There is nothing at such an address, and no database could look for it.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!Concerns(context))
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize < context.Request.ContentLength)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (await ReadAsync(context.Request) is not var (form, hasNull))
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        await HandleAsync(context, form, hasNull);
    }

    private async Task HandleAsync(HttpContext context, IFormCollection form, bool hasNull)
    {
        if (IsSignedOut(context))
        {
            // Only a page of this site can send the cookie with a form, so that what is shown is what somebody typed here.
            context.Items[TypedKey] = TypedField.Of(form);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if ((hasNull ? StatusCodes.Status400BadRequest : Problem(form)) is { } status)
        {
            await RememberAsync(context, form);
            context.Response.StatusCode = status;
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            await RememberAsync(context, form);
            throw;
        }
    }

    // A page's form, the first time that it passes: an error page is reached by the same request again.
    private static bool Concerns(HttpContext context) =>
        context.Request.HasFormContentType
        && !IsErrorPage(context)
        && context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
        && !Interfaces.Concern(context);

    internal static bool HasNullCharacter(HttpRequest request) => request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true && !IsErrorPage(request.HttpContext);

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static bool IsSignedOut(HttpContext context) =>
        context.User.Identity is not { IsAuthenticated: true }
        && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
        && context.Request.Cookies.Keys.Any(name => name.EndsWith(SecurityServices.SessionCookie, StringComparison.Ordinal));

    private static async Task<(IFormCollection Form, bool HasNull)?> ReadAsync(HttpRequest request)
    {
        try
        {
            // The reader of forms gives up at a null character, and with it what was typed around it.
            var hasNull = !request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && await WithoutNullAsync(request);
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted), hasNull);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return null;
        }
    }

    private static async Task<bool> WithoutNullAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        request.HttpContext.Response.RegisterForDispose(body);
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        body.Position = 0;
        request.Body = body;
        var sent = body.GetBuffer().AsSpan(0, (int)body.Length);
        if (sent.IndexOf("%00"u8) < 0 && sent.IndexOf((byte)0) < 0)
        {
            return false;
        }

        var text = Encoding.Latin1.GetString(sent).Replace("%00", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
        request.Body = new MemoryStream(Encoding.Latin1.GetBytes(text));
        return true;
    }

    private static int? Problem(IFormCollection form)
    {
        foreach (var (name, values) in form)
        {
            if (name.Contains('\0') || values.Any(value => value?.Contains('\0') == true))
            {
                return StatusCodes.Status400BadRequest;
            }

            if (!name.StartsWith(TypedField.AnswerPrefix, StringComparison.Ordinal) && values.Any(value => value?.Length > LongestField))
            {
                return StatusCodes.Status413PayloadTooLarge;
            }
        }

        return null;
    }

    private async Task RememberAsync(HttpContext context, IFormCollection form)
    {
        // Another site may send a form too. Its words are not shown as if they were this person's.
        if (await antiforgery.IsRequestValidAsync(context))
        {
            context.Items[TypedKey] = TypedField.Of(form);
        }
    }
}

/// <summary>A text that somebody typed.</summary>
/// <param name="Name">The field, in words as far as its name has any.</param>
/// <param name="Text">What was typed, without what cannot be kept.</param>
internal sealed record TypedField(string Name, string Text)
{
    /// <summary>Names of answers to a form begin with this.</summary>
    internal const string AnswerPrefix = Casework.Forms.Binding.Typed.NamePrefix;

    // Choices and buttons are made again in a moment; it is sentences that nobody wants to write twice.
    private static readonly HashSet<string> NotTyped = new(StringComparer.Ordinal) { "antiforgery", "command", "returnUrl" };

    internal static IReadOnlyList<TypedField> Of(IFormCollection form) =>
        [.. from field in form
            where !NotTyped.Contains(field.Key)
            from text in field.Value
            where !string.IsNullOrWhiteSpace(text)
            select new TypedField(field.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal) ? field.Key[AnswerPrefix.Length..] : field.Key, text.Replace("\0", "", StringComparison.Ordinal))];
}
