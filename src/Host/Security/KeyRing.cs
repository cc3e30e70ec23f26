using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Peninsula.Casework;
using Peninsula.Persistence;

namespace Peninsula.Host.Security;

/// <summary>How the key ring is guarded: section <c>KeyRing</c> of the settings.</summary>
internal sealed class KeyRingOptions
{
    /// <summary>A PKCS #12 file with a certificate and its private key, the same on every host. The keys are encrypted for it.</summary>
    public string? Certificate { get; init; }

    /// <summary>The password of that file; kept in the environment or a secret store, never in a file of settings.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>Certificates of before, with the same password, so that keys that were encrypted for them are still read.</summary>
    public List<string> FormerCertificates { get; init; } = [];
}

/// <summary>
/// The keys that seal cookies, forms and tokens lie in the database: what one host has sealed every other opens, and a restart
/// ends nobody's session.
/// </summary>
internal static class KeyRing
{
    // Fixed: by default it is the folder in which the program lies, and two hosts would not understand each other.
    private const string ApplicationName = "peninsula-workflows";

    internal static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("KeyRing").Get<KeyRingOptions>() ?? new KeyRingOptions();
        var ring = services.AddDataProtection().SetApplicationName(ApplicationName).PersistKeysToDbContext<PeninsulaDbContext>();
        if (options.Certificate is { Length: > 0 } file)
        {
            ring.ProtectKeysWithCertificate(Read(file, options.CertificatePassword));
            ring.UnprotectKeysWithAnyCertificate([.. options.FormerCertificates.Append(file).Select(text => Read(text, options.CertificatePassword))]);
        }

        services.AddHealthChecks().AddCheck<KeyRingHealth>("keys");
        return services;
    }

    internal static bool IsGuarded(IConfiguration configuration) => configuration["KeyRing:Certificate"] is { Length: > 0 };

    private static X509Certificate2 Read(string file, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey ? certificate : throw new StartRefusedException($"KeyRing: {file} holds no private key, so nothing that is encrypted for it could be read again.");
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"KeyRing: the certificate {file} cannot be read: {error.Message} It is a PKCS #12 file (.pfx); KeyRing:CertificatePassword has its password.");
        }
    }
}

/// <summary>Says so while the keys lie in the database as they are: whoever gets a backup could seal a cookie.</summary>
internal sealed class KeyRingHealth(IConfiguration configuration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        KeyRing.IsGuarded(configuration) || DemonstrationOptions.Of(configuration).Enabled
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("The key ring is not encrypted. Set KeyRing:Certificate."));
}
