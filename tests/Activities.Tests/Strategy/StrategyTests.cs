using Peninsula.Activities.Checks;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Strategy;

/// <summary>Every sentence of the strategy is made real by something and shown by some scenario.</summary>
public class StrategyTests
{
    private static readonly IReadOnlyList<StrategyRow> Rows = StrategyTable.Of(
        System.IO.Directory.GetFiles(Repository.Definitions, "*.bpmn").Select(path => new PathwayFile(Path.GetFileName(path), File.ReadAllBytes(path))),
        Vocabulary.Load(Repository.Definitions).Vocabulary!);

    [Fact]
    public void No_row_is_empty()
    {
        Rows.Should().HaveCountGreaterThan(40);
        Rows.Where(row => row.Elements.Count == 0).Select(row => row.Statement.Id).Should().BeEmpty("each statement is a step of some pathway");
        Rows.Where(row => row.Statement.Scenarios.Count == 0).Should().BeEmpty();
    }

    [Fact]
    public void Every_scenario_that_is_named_exists() =>
        Rows.SelectMany(row => row.Statement.Scenarios)
            .Where(name => !File.Exists(Path.Combine(Repository.Definitions, "scenarios", name + ".scenario.json")))
            .Should().BeEmpty();

    [Fact]
    public void Every_pathway_is_played_by_at_least_five_scenarios() =>
        System.IO.Directory.GetFiles(Repository.Definitions, "*.bpmn").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(pathway => System.IO.Directory.GetFiles(Path.Combine(Repository.Definitions, "scenarios", pathway), "*.scenario.json").Length < 5)
            .Should().BeEmpty();

    [Fact]
    public void The_document_is_what_the_pathways_say()
    {
        var path = Path.Combine(Repository.Definitions, "../docs/strategy.md");
        var written = StrategyTable.Write(Rows);
        if (Environment.GetEnvironmentVariable("PENINSULA_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.ReadAllText(path).Should().Be(written, "PENINSULA_WRITE_DOCS=1 writes it anew");
    }

    [Fact]
    public void Statements_that_lead_nowhere_are_refused_by_file_and_line()
    {
        using var data = new DataFolder().With("strategy.json", """
            { "statements": [
              { "id": "a", "section": "S", "statement": "T", "capability": "C",
                "data": ["laws.json"], "scenarios": ["x/y"] },
              { "id": "a", "section": "S", "statement": "T", "capability": "C", "scenarios": ["x/y"] } ] }
            """);

        Vocabulary.Load(data.Path).Problems.Select(problem => problem.ToString()).Should().Equal(
            "strategy.json(3): statement a: there is no file laws.json",
            "strategy.json(4): statement \"a\" is given twice");
    }
}
