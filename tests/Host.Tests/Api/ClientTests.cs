namespace Peninsula.Host.Tests.Api;

/// <summary>The published client of the API's kind, with its strictest validation of answers, drives a whole life.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task The_published_client_drives_a_whole_life()
    {
        var folder = Node.Folder("tests", "ApiClient");
        await Node.InstallAsync(folder);
        await using var host = new ApiHost();

        var (code, output) = await Node.RunAsync("node", folder, new() { ["PENINSULA_URL"] = host.Address }, "life.mjs");

        code.Should().Be(0, output);
        output.Should().NotContain("not ok").And.Contain("operations activateJobs");
    }
}
