using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Peninsula.Host.Api.Clients;

/// <summary>How often tokens are asked for: by one address, and by one client from there, so that nobody else's tries lock a client out.</summary>
internal sealed class TokenLimit : IDisposable
{
    private readonly PartitionedRateLimiter<(string Address, string Client)> _limiter;
    private readonly RequestDelegate _next;
    private readonly ApiOptions _options;

    public TokenLimit(RequestDelegate next, IOptions<ApiOptions> options)
    {
        _next = next;
        _options = options.Value;
        _limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<(string Address, string Client), string>(asked => Window(asked.Address, _options.TokensPerAddress)),
            PartitionedRateLimiter.Create<(string Address, string Client), string>(asked => Window($"{asked.Address} {asked.Client}", _options.TokensPerClient)));
    }

    public async Task InvokeAsync(HttpContext context)
    {
        string client;
        try
        {
            client = await ClientAsync(context.Request);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_request", error_description = "That is no request for a token: it is too large, or no form." });
            return;
        }

        using var lease = _limiter.AttemptAcquire((context.Connection.RemoteIpAddress?.ToString() ?? "", client));
        if (lease.IsAcquired)
        {
            await _next(context);
            return;
        }

        // As RFC 6749 section 5.2 shapes what a client reads; RFC 6585 has the status.
        var seconds = (int)_options.TokensWindow.TotalSeconds;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(new { error = "slow_down", error_description = $"Too many tokens were asked for. One is good for {_options.TokenLifetime.TotalMinutes:0} minutes: keep it. Try again in {seconds} s." });
    }

    public void Dispose() => _limiter.Dispose();

    private RateLimitPartition<string> Window(string key, int most) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = _options.TokensWindow, QueueLimit = 0 });

    private static async Task<string> ClientAsync(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is { Length: > 6 and < 1000 } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[header.Length];
            return Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0] : "";
        }

        return request.HasFormContentType ? (await request.ReadFormAsync(request.HttpContext.RequestAborted))["client_id"].ToString() : "";
    }
}
