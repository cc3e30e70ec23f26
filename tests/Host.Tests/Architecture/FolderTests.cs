using Xunit.Abstractions;

namespace Peninsula.Host.Tests.Architecture;

/// <summary>Inside a project too arrows run one way: no folder uses one that uses it.</summary>
public sealed class FolderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Peninsula.Decisions")]
    [InlineData("Peninsula.Workflows")]
    [InlineData("Peninsula.Persistence")]
    [InlineData("Peninsula.Activities")]
    [InlineData("Peninsula.Casework")]
    [InlineData("Peninsula.Host")]
    public void Folders_form_no_circle(string project)
    {
        var graph = FolderGraph.Of(project);

        output.WriteLine(graph.ToString());

        string.Join('\n', graph.Cycles()).Should().BeEmpty();
    }
}
