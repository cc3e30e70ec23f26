using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Persistence;

namespace Peninsula.Host.Tests.Security;

/// <summary>The keys that seal cookies and tokens: in the database for every host, and encrypted there when a certificate is given.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task With_a_certificate_no_key_lies_in_the_database_as_it_is()
    {
        await using var host = new HostFactory { Settings = new Dictionary<string, string> { ["KeyRing:Certificate"] = Certificate("secret"), ["KeyRing:CertificatePassword"] = "secret" } };

        var browser = await host.SignedIn("torbay-mash-social-worker");

        (await browser.Get("/work")).Status.Should().Be(System.Net.HttpStatusCode.OK);
        (await KeysAsync(host)).Should().NotBeEmpty().And.OnlyContain(xml => xml.Contains("EncryptedData") && !xml.Contains("<value>"));
    }

    [Fact]
    public async Task Without_one_they_are_there_all_the_same()
    {
        await using var host = new HostFactory();
        await host.SignedIn("torbay-mash-social-worker");

        (await KeysAsync(host)).Should().NotBeEmpty();
    }

    private string Certificate(string password)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=peninsula-keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var file = Path.Combine(_folder.FullName, "keys.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return file;
    }

    private static async Task<List<string>> KeysAsync(HostFactory host)
    {
        using var scope = host.Services.CreateScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<PeninsulaDbContext>().DataProtectionKeys.ToListAsync()).Select(key => key.Xml!)];
    }
}
