using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Peninsula.Casework.Access;

namespace Peninsula.Host.Access;

/// <summary>
/// Stops an answer that was reached without asking the access policy. Refusals (404, 403, sign-in) need no question, since
/// they show nothing.
/// </summary>
internal sealed class AskedFilter(Gate gate) : IAsyncResultFilter
{
    public Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var metadata = context.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any() && context.Result is not (StatusCodeResult or ForbidResult or ChallengeResult or IStatusCodeActionResult { StatusCode: >= 400 }))
        {
            var rules = metadata.OfType<AsksAttribute>().ToList();
            if (rules.Count == 0 || rules.Any(asks => !gate.Asked.Contains(asks.Rule)))
            {
                throw new InvalidOperationException($"{context.ActionDescriptor.DisplayName} answered without asking the access policy.");
            }
        }

        return next();
    }
}
