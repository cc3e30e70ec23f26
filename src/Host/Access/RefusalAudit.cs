using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Casework.Access;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Host.Access;

/// <summary>
/// Writes down who was refused what: a case, a task or an escalation that is there and that the policy did not let them see or
/// touch, whichever page or interface they tried. Before the answer leaves, as with what is shown.
/// </summary>
internal sealed class RefusalAudit(RequestDelegate next)
{
    private const int LongestAddress = 200;

    public Task InvokeAsync(HttpContext http)
    {
        // The page that tells of an error comes through here once more.
        if (http.Items.TryAdd(typeof(RefusalAudit), true))
        {
            var attempt = new Attempt($"{http.Request.Method} {http.Request.Path.Value}", http.Request.RouteValues.Values.OfType<string>().ToArray());
            http.Response.OnStarting(() => IsRefusal(http.Response) ? NoteAsync(http, attempt) : Task.CompletedTask);
        }

        return next(http);
    }

    private static bool IsRefusal(HttpResponse response) => response.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound
        || response.Headers.Location.ToString().Contains("/error/403", StringComparison.Ordinal);

    private static async Task NoteAsync(HttpContext http, Attempt attempt)
    {
        var services = http.RequestServices;
        if (services.GetRequiredService<Gate>() is { HasRefused: true } gate)
        {
            var reference = await ReferenceAsync(services.GetRequiredService<PeninsulaDbContext>(), attempt.Values, http.RequestAborted);
            await services.GetRequiredService<ReadsAudit>().RecordAsync(
                gate.Person.Id, attempt.Address[..Math.Min(attempt.Address.Length, LongestAddress)], reference, services.GetRequiredService<IClock>().GetCurrentInstant(), null, ReadOutcome.Refused);
        }
    }

    /// <summary>The case that was asked about, by its reference or by the key of something in it.</summary>
    private static async Task<string?> ReferenceAsync(PeninsulaDbContext db, string[] values, CancellationToken cancel)
    {
        foreach (var value in values)
        {
            if (await db.Cases.Where(row => row.Reference == value).Select(row => row.Reference).FirstOrDefaultAsync(cancel) is { } reference)
            {
                return reference;
            }

            if (long.TryParse(value, CultureInfo.InvariantCulture, out var key)
                && (await db.Tasks.Where(task => task.Key == key).Select(task => task.BusinessKey).FirstOrDefaultAsync(cancel)
                    ?? await db.Escalations.Where(escalation => escalation.Key == key).Select(escalation => escalation.BusinessKey).FirstOrDefaultAsync(cancel)
                    ?? await db.Instances.Where(instance => instance.Key == key).Select(instance => instance.BusinessKey).FirstOrDefaultAsync(cancel)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private sealed record Attempt(string Address, string[] Values);
}
