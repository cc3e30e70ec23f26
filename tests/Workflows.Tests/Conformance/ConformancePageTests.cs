using Peninsula.Workflows.Bpmn.Validation;
using Peninsula.Workflows.Execution.Elements;

namespace Peninsula.Workflows.Tests.Conformance;

public sealed class ConformancePageTests
{
    [Fact]
    public void Every_kind_that_runs_is_described_and_no_other() =>
        ElementTable.Kinds.Should().BeEquivalentTo(ElementRegistry.Kinds);

    [Fact]
    public void The_page_is_what_the_registry_says()
    {
        var page = ElementTable.Page(ElementRegistry.Kinds, ProcessRules.All.Where(rule => !rule.Warns).Select(rule => rule.Id), ProcessRules.All.Where(rule => rule.Warns).Select(rule => rule.Id));
        var path = Path.Combine(Root(), "docs", "conformance.md");
        if (Environment.GetEnvironmentVariable("PENINSULA_WRITE") == "1")
        {
            File.WriteAllText(path, page);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(page.ReplaceLineEndings("\n"), "run it with PENINSULA_WRITE=1 after a change of the engine");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!folder.EnumerateFiles("*.sln").Any())
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }
}
