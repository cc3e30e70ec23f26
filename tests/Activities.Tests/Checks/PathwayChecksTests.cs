using System.Text;
using Peninsula.Activities.Checks;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Checks;

/// <summary>What ships keeps every rule; and each rule finds the shipped pathways spoiled in the way that it is about.</summary>
public class PathwayChecksTests
{
    private static readonly Vocabulary Shipped = Vocabulary.Load(Repository.Definitions).Vocabulary!;

    [Fact]
    public void What_ships_may_be_published() =>
        Run(Files()).Where(problem => problem.Severity == PathwaySeverity.Error).Should().BeEmpty();

    [Theory]
    [InlineData("task-owner", "review.bpmn", " peninsula:agency=\"partnership.macse-chair\"", "")]
    [InlineData("owner-in-every-area", "review.bpmn", "partnership.macse-chair", "partnership.vice-chair")]
    [InlineData("task-timescale", "cse-concern.bpmn", " peninsula:deadline=\"triage-same-day\"", "")]
    [InlineData("task-timescale", "cse-concern.bpmn", "triage-same-day", "triage-some-day")]
    [InlineData("task-timescale", "strategy-discussion.bpmn", "else &quot;agency-check-medium&quot;", "else &quot;agency-check-low&quot;")]
    [InlineData("task-ladder", "disruption-plan.bpmn", " peninsula:ladder=\"overdue\"", "")]
    [InlineData("task-ladder", "disruption-plan.bpmn", "peninsula:ladder=\"overdue\"", "peninsula:ladder=\"snakes\"")]
    [InlineData("task-register", "disruption-plan.bpmn", "peninsula:register=\"orders\"", "peninsula:register=\"odours\"")]
    [InlineData("statutory-clock", "cse-concern.bpmn", "<zeebe:formDefinition formId=\"assessment\" />", "<zeebe:formDefinition formId=\"assessment\" /><zeebe:taskSchedule dueDate=\"= now()\" />")]
    [InlineData("principle-named", "cse-concern.bpmn", "peninsula:principle=\"1 2 4\"", "")]
    [InlineData("principle-named", "cse-concern.bpmn", "peninsula:principle=\"1 2 4\"", "peninsula:principle=\"8\"")]
    [InlineData("strategy-known", "cse-concern.bpmn", "no-boundaries", "no-borders")]
    [InlineData("strategy-covered", "campaign.bpmn", " peninsula:strategy=\"prevent-communication\"", "")]
    [InlineData("variant-known", "multi-agency-plan-safer-me.bpmn", " peninsula:variantOf=\"multi-agency-plan\"", "")]
    [InlineData("called-pathway", "cse-concern.bpmn", "pathway(&quot;multi-agency-plan&quot;", "pathway(&quot;multi-agency-plans&quot;")]
    [InlineData("called-pathway", "cse-concern.bpmn", "processId=\"disruption-plan\"", "processId=\"disrupt\"")]
    [InlineData("form-known", "cse-concern.bpmn", "formId=\"triage\"", "formId=\"triag\"")]
    [InlineData("field-class", "triage.form", "\"properties\": { \"disclosure\": \"shared-core\" },", "")]
    [InlineData("field-class", "triage.form", "\"disclosure\": \"shared-core\"", "\"disclosure\": \"secret\"")]
    [InlineData("task-class", "disruption-plan.bpmn", " peninsula:disclosure=\"legal-privileged\"", "")]
    [InlineData("options-tools", "disruption-tools.form", "\"value\": \"taxi-licence\"", "\"value\": \"taxi\"")]
    [InlineData("options-tools", "disruption-tools.form", "\"Premises licence review\"", "\"Review of the premises\"")]
    [InlineData("options-agencies", "plan-agree.form", "\"Youth justice\"", "\"Youth offending team\"")]
    [InlineData("options-areas", "raise-concern.form", "\"value\": \"isles-of-scilly\"", "\"value\": \"scilly\"")]
    [InlineData("online-block", "screening.form", "nline", "ffline")]
    [InlineData("effect-on-child", "strategy-decisions.form", "effectOnChild", "effect")]
    [InlineData("level-with-reasons", "screening.form", "levelReasons", "levelNotes")]
    [InlineData("level-not-computed", "cse-concern.bpmn", "resultVariable=\"indicatorCount\"", "resultVariable=\"riskLevel\"")]
    [InlineData("quorum", "strategy-discussion.bpmn", "decisionId=\"quorum\"", "decisionId=\"threshold\"")]
    [InlineData("recovery-before-disruption", "disruption-recovery.form", "recoveryStrategy", "recoveryNotes")]
    [InlineData("intelligence-before-disruption", "disruption-intelligence.form", "intelligenceCurrent", "intelligence")]
    [InlineData("emergency-words", "raise-concern.form", "999", "112")]
    [InlineData("voice-before-closing", "review-childs-view.form", "noViewReason", "remark")]
    [InlineData("strategy-before-closing", "cse-concern.bpmn", "and strategyDecision = null", "and riskLevel = \"high\"")]
    [InlineData("table-hole", "review-cycle.dmn", "<text>\"low\"</text>", "<text>\"high\"</text>")]
    [InlineData("table-rule-unused", "review-cycle.dmn", "<text>\"low\"</text>", "<text>\"high\"</text>")]
    public void Each_rule_finds_what_it_is_about(string rule, string file, string part, string by)
    {
        Run(Files(file, part, by)).Select(problem => problem.Rule).Should().Contain(rule);
    }

    [Fact]
    public void A_problem_names_its_file_line_element_and_reason()
    {
        var problem = Run(Files("cse-concern.bpmn", " peninsula:deadline=\"triage-same-day\"", "")).Single(row => row.Rule == "task-timescale");

        problem.ToString().Should().MatchRegex(@"^cse-concern\.bpmn\(\d+\): Triage the concern \(triage\): it has no deadline; name a timescale \[task-timescale\]$");
        problem.Reason.Should().Be("docs/pathway-checks.md#task-timescale");
    }

    [Fact]
    public void The_document_gives_the_reason_of_every_rule()
    {
        var path = Path.Combine(Repository.Definitions, "../docs/pathway-checks.md");
        var written = PathwayChecksDocument.Write();
        if (Environment.GetEnvironmentVariable("PENINSULA_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.ReadAllText(path).Should().Be(written, "PENINSULA_WRITE_DOCS=1 writes it anew");
    }

    private static IReadOnlyList<PathwayProblem> Run(IEnumerable<PathwayFile> files) => PathwayChecks.Run(files, Shipped);

    private static List<PathwayFile> Files(string? spoiled = null, string part = "", string by = "")
    {
        var files = new List<PathwayFile>();
        foreach (var path in System.IO.Directory.GetFiles(Repository.Definitions).Where(path => Path.GetExtension(path) is ".bpmn" or ".dmn" or ".form"))
        {
            var text = File.ReadAllText(path);
            if (Path.GetFileName(path) == spoiled)
            {
                text.Should().Contain(part, "the shipped file is what this test spoils");
                text = text.Replace(part, by, StringComparison.Ordinal);
            }

            files.Add(new PathwayFile(Path.GetFileName(path), Encoding.UTF8.GetBytes(text)));
        }

        return files;
    }
}
