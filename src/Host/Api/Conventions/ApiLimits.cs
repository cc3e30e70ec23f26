using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Api.Conventions;

/// <summary>How much one client may ask, so that none takes the service from the others.</summary>
internal static class ApiLimits
{
    public const string Policy = "api";

    internal static IServiceCollection AddApiLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy<string, PerClient>(Policy);
            limiter.OnRejected = (rejected, _) =>
            {
                var context = rejected.HttpContext;
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)after.TotalSeconds) : 1;
                context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                return new ValueTask(ApiProblems.WriteAsync(context, ApiProblem.Details(
                    StatusCodes.Status429TooManyRequests, "RESOURCE_EXHAUSTED", $"Your client asks too much at once. Try again in {wait} s.", context.Request.Path)));
            };
        });
        return services;
    }

    private sealed class PerClient(IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
    {
        public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null;

        public RateLimitPartition<string> GetPartition(HttpContext httpContext)
        {
            var perSecond = options.Value.RequestsPerSecond;
            return RateLimitPartition.GetTokenBucketLimiter(httpContext.User.ClientId() ?? "", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond * 2,
                TokensPerPeriod = Math.Max(1, perSecond / 10),
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                QueueLimit = 0,
            });
        }
    }
}
