using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Peninsula.Casework;

namespace Peninsula.Host.Security;

/// <summary>What stands before the host: section <c>ForwardedHeaders</c> of the settings.</summary>
internal sealed class ProxyOptions
{
    /// <summary>Addresses of the proxies whose word about the client is taken, beside this machine's own.</summary>
    public List<string> KnownProxies { get; init; } = [];

    /// <summary>Networks of such proxies, as <c>10.1.0.0/16</c>.</summary>
    public List<string> KnownNetworks { get; init; } = [];

    /// <summary>How many proxies stand one behind another.</summary>
    public int ForwardLimit { get; init; } = 1;
}

/// <summary>Under which names, over which transport and through which proxies the host is reached.</summary>
internal static class Front
{
    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    /// <summary>Fills in what a demonstration may leave out, and refuses what a service must not.</summary>
    /// <exception cref="StartRefusedException">The service has no name of its own, so that any Host header would be taken for it.</exception>
    internal static void CheckNames(ConfigurationManager configuration)
    {
        var names = Names(configuration);
        if (DemonstrationOptions.Of(configuration).Enabled)
        {
            if (names.Length == 0)
            {
                configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
            }

            return;
        }

        if (names.Length == 0 || names.Any(name => name.StartsWith('*')))
        {
            throw new StartRefusedException(
                "AllowedHosts does not name the hosts under which people reach the service, so a forged Host header would decide where links and sign-ins lead. "
                + "Set AllowedHosts=workflows.example.org (several with ; between them; the first is the service's own name).");
        }
    }

    internal static IServiceCollection AddFront(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ForwardedHeadersOptions>(options => Trust(options, configuration.GetSection("ForwardedHeaders").Get<ProxyOptions>() ?? new ProxyOptions()));
        services.AddHsts(options =>
        {
            options.MaxAge = OneYear;
            options.ExcludedHosts.Clear();
        });
        services.AddHttpsRedirection(options =>
        {
            options.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;
            options.HttpsPort = configuration.GetValue<int?>("HttpsPort") ?? 443;
        });
        return services;
    }

    /// <summary>Takes the proxies' word, then sends plain HTTP to HTTPS, but for probes, which come past the proxy.</summary>
    internal static void UseFront(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!DemonstrationOptions.Of(app.Configuration).Enabled)
        {
            app.UseHsts();
            app.UseWhen(context => !context.Request.Path.StartsWithSegments("/health"), pages => pages.UseHttpsRedirection());
        }
    }

    /// <summary>The service's own address, which no header decides; null in a demonstration.</summary>
    internal static Uri? Address(IConfiguration configuration) =>
        DemonstrationOptions.Of(configuration).Enabled || Names(configuration) is not [var name, ..] ? null : new Uri($"https://{name}/");

    private static string[] Names(IConfiguration configuration) =>
        (configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Trust(ForwardedHeadersOptions options, ProxyOptions proxies)
    {
        // The host's name is not theirs to say: a proxy hands on the one that it was asked for, which is checked.
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = proxies.ForwardLimit;
        foreach (var proxy in proxies.KnownProxies)
        {
            options.KnownProxies.Add(IPAddress.TryParse(proxy, out var address) ? address : throw new StartRefusedException($"ForwardedHeaders:KnownProxies: \"{proxy}\" is no address. Write one such as 10.1.0.7."));
        }

        foreach (var network in proxies.KnownNetworks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(network, out var known) ? known : throw new StartRefusedException($"ForwardedHeaders:KnownNetworks: \"{network}\" is no network. Write one such as 10.1.0.0/16."));
        }
    }
}
