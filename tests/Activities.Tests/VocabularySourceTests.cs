using NodaTime;
using Peninsula.Activities.Assignment;
using Peninsula.Activities.Tests.Support;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;

namespace Peninsula.Activities.Tests;

/// <summary>Data files change where they lie: taken whole and at once, or refused whole while the last good ones stay in force.</summary>
public class VocabularySourceTests
{
    [Fact]
    public void Files_that_did_not_change_are_not_read_again()
    {
        using var data = new DataFolder();
        var source = Open(data);
        var before = source.Current;

        source.Refresh().Should().Be(VocabularyChange.None);
        source.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void A_limit_that_changes_on_a_date_is_taken_without_a_release_and_running_clocks_keep_theirs()
    {
        using var data = new DataFolder().With("timescales.json", Timescales("""{ "amount": 10 }"""));
        var source = Open(data);
        var policy = new SafeguardingTaskPolicy(source);
        var running = Due(policy, London.At("2026-12-30 10:00"), London.At("2026-12-30 10:00"));

        data.With("timescales.json", Timescales(
            """{ "amount": 10, "effectiveTo": "2026-12-31" }""", """{ "amount": 5, "effectiveFrom": "2027-01-01" }"""));

        source.Refresh().Should().Be(VocabularyChange.Taken);
        London.Shown(Due(policy, London.At("2027-01-04 10:00"), London.At("2027-01-04 10:00"))).Should().Be("2027-01-11 23:59:59", "five working days from the new year");
        Due(policy, London.At("2026-12-30 10:00"), London.At("2027-01-04 10:00")).Should().Be(running, "this clock started under ten");
    }

    [Fact]
    public void A_proclaimed_bank_holiday_counts_as_soon_as_it_stands_in_the_file()
    {
        using var data = new DataFolder();
        var source = Open(data);
        source.Current.Calendar.IsWorkingDay(London.Day("2027-06-04")).Should().BeTrue();

        data.Replacing("bank-holidays.json", "\"added\": [", "\"added\": [ { \"date\": \"2027-06-04\", \"name\": \"Once\" },");

        source.Refresh().Should().Be(VocabularyChange.Taken);
        source.Current.Calendar.IsWorkingDay(London.Day("2027-06-04")).Should().BeFalse();
    }

    [Fact]
    public void Bad_files_are_refused_with_every_problem_and_the_last_good_ones_stay_in_force()
    {
        using var data = new DataFolder();
        var source = Open(data);
        var good = source.Current;

        data.Replacing("timescales.json", "\"key\": \"s47-to-icpc-last-discussion\"", "\"key\": \"s47-to-icpc\"")
            .Replacing("ladders.json", "\"notifies\": [\"board-chair\"]", "\"notifies\": [\"vice-chair\"]")
            .Replacing("people.json", "\"manager\": \"torbay-social-care-service-manager\", \"persona\": \"Manages the MASH team: sees what is overdue\", \"deputy\": \"torbay-social-work-manager\"", "\"deputy\": \"torbay-mash-manager\"")
            .Replacing("tools.json", "\"lead\": \"Landlord\",", "")
            .Replacing("kpis.json", "\"numerator\"", "\"denumerator\"");

        source.Refresh().Should().Be(VocabularyChange.Refused);
        source.Current.Should().BeSameAs(good);
        var problems = source.Problems.Select(problem => problem.ToString()).ToList();
        problems.Should().ContainMatch("timescales.json(*): s47-to-icpc: its dates overlap with the version on line *");
        problems.Should().ContainMatch("ladders.json(*): ladder overdue, level board-chair: unknown role \"vice-chair\"");
        problems.Should().ContainMatch("people.json(*): a cycle of deputies: torbay-mash-manager -> torbay-mash-manager");
        problems.Should().ContainMatch("tools.json(*): a tool: \"lead\" is missing");
        problems.Should().ContainMatch("kpis.json(*): a measure: unknown field \"denumerator\"");
    }

    [Fact]
    public void Files_that_are_mended_are_taken_again()
    {
        using var data = new DataFolder();
        var source = Open(data);
        data.With("tools.json", "{ \"tools\": [ {");
        source.Refresh().Should().Be(VocabularyChange.Refused);
        source.Refresh().Should().Be(VocabularyChange.None, "the same bad file is not reported twice");
        source.Problems.Should().NotBeEmpty();

        data.With("tools.json", "{ \"tools\": [] }");

        source.Refresh().Should().Be(VocabularyChange.Taken);
        source.Problems.Should().BeEmpty();
        source.Current.Tools.All.Should().BeEmpty();
    }

    [Fact]
    public void A_ladder_whose_role_nobody_holds_is_refused()
    {
        using var data = new DataFolder().Replacing("people.json", "\"macse-chair\"]", "\"practitioner\"]");

        VocabularySource.Open(data.Path, out var problems).Should().BeNull();
        problems.Select(problem => problem.ToString()).Should().ContainMatch("ladders.json(*): ladder overdue, level macse-chair: nobody holds the role \"macse-chair\"");
    }

    private static VocabularySource Open(DataFolder data)
    {
        var source = VocabularySource.Open(data.Path, out var problems);
        problems.Should().BeEmpty();
        return source!;
    }

    private static Instant Due(SafeguardingTaskPolicy policy, Instant anchor, Instant now)
    {
        var extensions = new Dictionary<string, string> { ["deadline"] = "limit" };
        var variables = FeelContext.From([KeyValuePair.Create("startedAt", (FeelValue)NodaTime.Text.InstantPattern.ExtendedIso.Format(anchor))]);
        return policy.Resolve(new TaskTermsRequest(new UserTask { Id = "t" }, new TaskTerms(), extensions, variables, now)).Terms!.Due!.Value;
    }

    // The tools name timescales too, so the file keeps the shipped rows and gains those under test.
    private static string Timescales(params string[] versions)
    {
        var rows = versions.Select(version => $$"""
            { "key": "limit", "title": "T", "clock": "workingDays", "anchor": "startedAt", "source": "S", "authority": "local",
              "confirmLocally": false, "confirmedBy": "C", {{version.Trim('{', '}')}} },
            """);
        return File.ReadAllText(Path.Combine(Repository.Definitions, "timescales.json"))
            .Replace("\"timescales\": [", "\"timescales\": [" + string.Concat(rows), StringComparison.Ordinal);
    }
}
