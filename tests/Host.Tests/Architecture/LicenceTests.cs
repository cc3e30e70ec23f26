using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Peninsula.Host.Tests.Architecture;

/// <summary>What others made is used as they allow it, and said.</summary>
public sealed class LicenceTests
{
    [Fact]
    public async Task Every_package_is_free_to_use_and_listed_with_its_licence()
    {
        using var check = Process.Start(new ProcessStartInfo("node", [Path.Combine(Root(), "docs", "third-party-notices"), "--check"]) { RedirectStandardError = true })!;
        var problems = await check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();

        problems.Should().BeEmpty();
        check.ExitCode.Should().Be(0);
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../.."));
}
