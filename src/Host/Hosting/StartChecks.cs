using Microsoft.Extensions.Options;
using NodaTime;
using Peninsula.Casework;
using Peninsula.Casework.Systems;
using Peninsula.Host.Identity;
using Peninsula.Host.Security;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Setup;

namespace Peninsula.Host.Hosting;

/// <summary>What must be right before anybody is let in. A host whose settings contradict each other does not start, and says why.</summary>
internal static class StartChecks
{
    /// <summary>Looks at the settings alone.</summary>
    /// <exception cref="StartRefusedException">They let in nobody, or anybody.</exception>
    public static void CheckSettings(IConfiguration configuration)
    {
        var demonstration = DemonstrationOptions.Of(configuration).Enabled;
        var providers = (configuration.GetSection("SignIn").Get<SignInOptions>() ?? new SignInOptions()).Providers;
        if (demonstration && providers.Count > 0)
        {
            throw new StartRefusedException(
                $"Demonstration:Enabled is true, and people sign in through {string.Join(", ", providers.Keys.Order(StringComparer.Ordinal))}. In a demonstration anybody may be anybody, so it never runs beside a sign-in provider. "
                + "Set Demonstration:Enabled=false to run the service, or remove SignIn:Providers to run a demonstration.");
        }

        if (!demonstration && providers.Count == 0)
        {
            throw new StartRefusedException(
                "Nobody could sign in: no sign-in provider is set up. Set SignIn:Providers:KEY:Name, :Authority, :ClientId and :ClientSecret (see docs/sign-in.md). "
                + "To try the service with fictional people and no passwords, set Demonstration:Enabled=true and name a database of its own.");
        }
    }

    /// <summary>Looks at what the host will work with: the registered clients, and what its database is for.</summary>
    /// <exception cref="StartRefusedException">They do not fit the settings.</exception>
    public static async Task CheckAsync(IServiceProvider services)
    {
        _ = services.GetRequiredService<ApiClients>();
        _ = services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        var configuration = services.GetRequiredService<IConfiguration>();
        var wanted = DemonstrationOptions.Of(configuration).Enabled ? DatabasePurpose.Demonstration : DatabasePurpose.Work;
        var actual = await services.GetRequiredService<PeninsulaDatabase>().Purpose.ClaimAsync(wanted, services.GetRequiredService<IClock>().GetCurrentInstant());
        if (actual != wanted)
        {
            throw new StartRefusedException(wanted == DatabasePurpose.Demonstration
                ? "The database holds data that no demonstration made, and a demonstration would open it to anybody. Name another database (ConnectionStrings:Peninsula), or set Demonstration:Enabled=false."
                : "The database is a demonstration's: what is in it is fictional, and real cases must not be mixed with it. Name another database (ConnectionStrings:Peninsula).");
        }

        if (wanted == DatabasePurpose.Work && !KeyRing.IsGuarded(configuration))
        {
            services.GetRequiredService<ILogger<KeyRingOptions>>().LogWarning("The key ring lies in the database as it is: whoever reads a backup could seal a cookie. Set KeyRing:Certificate.");
        }
    }
}
