using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Host.CommandLine;
using Peninsula.Host.Tests.Features;
using Peninsula.Persistence;
using Peninsula.Persistence.Model;

namespace Peninsula.Host.Tests.CommandLine;

/// <summary>A case in a folder: what a court or a learning review is given.</summary>
public sealed class ExportCaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-export-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_case_is_exported_whole_with_a_chain_that_others_can_check_and_the_export_is_audited()
    {
        await using var host = new HostFactory();
        var (reference, _) = await host.RaiseAsync("Seen <b>with</b> an adult");
        var to = Path.Combine(_folder.FullName, "case");

        var (status, output, errors) = await RunAsync("export-case", reference, "--to", to, "--by", "records-officer", "--reason", "Court order 17", "--database", Connection(host));

        status.Should().Be(0, errors);
        output.Should().Contain("the chain is whole");
        var page = await File.ReadAllTextAsync(Path.Combine(to, "case.html"));
        page.Should().Contain("Robin Testcase").And.Contain("Case opened").And.Contain("Court order 17").And.NotContain("<b>with</b>").And.NotContain("<script");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(to, "case.json")));
        var part = json.RootElement.GetProperty("parts")[0];
        Recomputed(part).Should().Equal(part.GetProperty("chain").GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("hash").GetString()));
        Directory.GetFiles(Path.Combine(to, "pathways")).Should().NotBeEmpty();
        Directory.GetFiles(to, "*", SearchOption.AllDirectories).Should().OnlyContain(file => IsOwnersAlone(file));
        Directory.GetDirectories(to).Append(to).Should().OnlyContain(folder => IsOwnersAlone(folder));
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<PeninsulaDbContext>().Reads.Single(read => read.What == "export")
            .Should().Match<ReadRecord>(read => read.Person == "records-officer" && read.Reason == "Court order 17" && read.BusinessKey == reference);
    }

    [Theory]
    [InlineData("CSE-1999-000001", "Court order", "There is no case")]
    [InlineData("CSE-1999-000001", " ", "Say who asks and why")]
    public async Task What_cannot_be_exported_leaves_no_folder(string reference, string reason, string says)
    {
        await using var host = new HostFactory();
        _ = host.Services;
        var to = Path.Combine(_folder.FullName, "case");

        var (status, _, errors) = await RunAsync("export-case", reference, "--to", to, "--by", "records-officer", "--reason", reason, "--database", Connection(host));

        status.Should().Be(2);
        errors.Should().Contain(says);
        Directory.Exists(to).Should().BeFalse();
    }

    private static bool IsOwnersAlone(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) == 0;

    // As somebody would who has nothing but the file and the rule that is written in it.
    private static IEnumerable<string> Recomputed(JsonElement part)
    {
        var (instance, previous) = (part.GetProperty("case").GetProperty("instanceKey").GetInt64(), new byte[32]);
        foreach (var entry in part.GetProperty("chain").GetProperty("entries").EnumerateArray())
        {
            var by = entry.GetProperty("by").GetString();
            var command = Encoding.UTF8.GetBytes(entry.GetProperty("command").GetString()!);
            var hashed = new List<byte>(previous);
            foreach (var number in new[] { instance, entry.GetProperty("version").GetInt64(), entry.GetProperty("time").GetInt64(), by is null ? -1 : Encoding.UTF8.GetByteCount(by) })
            {
                var bytes = new byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                hashed.AddRange(bytes);
            }

            hashed.AddRange(Encoding.UTF8.GetBytes(by ?? ""));
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, command.Length);
            hashed.AddRange(length);
            hashed.AddRange(command);
            hashed.AddRange(entry.GetProperty("eventBytes").GetBytesFromBase64());
            previous = SHA256.HashData(hashed.ToArray());
            yield return Convert.ToHexStringLower(previous);
        }
    }

    private static string Connection(HostFactory host) => host.Services.GetRequiredService<IConfiguration>().GetConnectionString("Peninsula")!;

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await Commands.RunAsync(args, output, errors), output.ToString(), errors.ToString());
    }
}
