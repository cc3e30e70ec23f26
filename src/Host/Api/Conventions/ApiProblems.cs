using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Peninsula.Host.Security;
using Peninsula.Persistence.Queries;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Api.Conventions;

/// <summary>Answers every failed API request as a problem, never as a page.</summary>
internal sealed class ApiProblems(RequestDelegate next, ILogger<ApiProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        try
        {
            if (TypedInput.HasNullCharacter(context.Request) || await NullCharacters.AreInAsync(context.Request))
            {
                throw ApiProblem.Invalid("The request holds a null character (\\u0000 or %00), which is no text and cannot be kept. Leave it out. Nothing was done.");
            }

            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && Details(error, context) is { } details)
        {
            if (details.Status >= 500)
            {
                log.LogError(error, "An API request failed");
            }

            context.Response.Clear();
            await WriteAsync(context, details);
            return;
        }

        // Whatever ended without a body: no such route, no token, a method that is not offered.
        if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentLength is null && context.Response.ContentType is null)
        {
            await WriteAsync(context, Bare(context.Response.StatusCode, context));
        }
    }

    internal static async Task WriteAsync(HttpContext context, ProblemDetails details)
    {
        context.Response.StatusCode = details.Status!.Value;
        context.Response.ContentType = "application/problem+json";
        await JsonSerializer.SerializeAsync(context.Response.Body, details, ApiJson.Options, context.RequestAborted);
    }

    /// <summary>What could not be read of a request, all mistakes at once.</summary>
    internal static IActionResult Unreadable(ActionContext context)
    {
        var mistakes = context.ModelState
            .SelectMany(entry => entry.Value!.Errors, (entry, error) => Mistake(entry.Key, error.ErrorMessage))
            .Where(mistake => mistake.Length > 0)
            .Distinct();
        var details = ApiProblem.Invalid(string.Join(" ", mistakes)).ToDetails(context.HttpContext.Request.Path);
        return new ObjectResult(details) { StatusCode = details.Status, ContentTypes = { "application/problem+json" } };
    }

    private static string Mistake(string where, string message) =>
        where is "" or "$" || message.Length == 0 ? message : $"{where.TrimStart('$', '.')}: {message}";

    private static ProblemDetails? Details(Exception error, HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        return error switch
        {
            ApiProblem problem => problem.ToDetails(path),
            SearchException => ApiProblem.Invalid(error.Message).ToDetails(path),
            JsonException => ApiProblem.Invalid(error.Message).ToDetails(path),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                ApiProblem.Details(413, "PAYLOAD_TOO_LARGE", "The request's body is larger than this service takes (2 MB; 20 MB for a deployment). Send less at a time.", path),
            BadHttpRequestException bad => ApiProblem.Details(bad.StatusCode, "INVALID_ARGUMENT", bad.Message, path),
            OperationCanceledException when context.RequestAborted.IsCancellationRequested => null,
            InvalidDataException =>
                ApiProblem.Details(413, "PAYLOAD_TOO_LARGE", "The form has more fields or longer values than this service takes. Send less at a time.", path),
            _ when StoreFaults.IsUnavailable(error) => ApiProblem.Details(503, "UNAVAILABLE", "The store cannot be written now. Whether this was written is not known: look before you try again.", path),
            _ => ApiProblem.Details(500, "INTERNAL", "This is a fault of the service; it is in its log. Trying again may help.", path),
        };
    }

    private static ProblemDetails Bare(int status, HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        return status switch
        {
            401 => ApiProblem.Details(status, "UNAUTHENTICATED", $"Send a token: Authorization: Bearer ..., from {Clients.ApiAuthentication.TokenPath}.", path),
            403 => ApiProblem.Details(status, "FORBIDDEN", "Your client is not allowed this.", path),
            404 => ApiProblem.Details(status, "NOT_FOUND", $"There is nothing at {path}. docs/api.md lists the operations that are offered.", path),
            405 => ApiProblem.Details(status, "METHOD_NOT_ALLOWED", $"{context.Request.Method} is not offered at {path}.", path),
            415 => ApiProblem.Details(status, "UNSUPPORTED_MEDIA_TYPE", "Send JSON (Content-Type: application/json); a deployment is multipart/form-data.", path),
            _ => ApiProblem.Details(status, "FAILED", "The request could not be answered.", path),
        };
    }
}
