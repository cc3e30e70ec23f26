using Peninsula.Activities.Calendar;
using Peninsula.Activities.Reading;
using Peninsula.Activities.Tests.Support;
using Peninsula.Activities.Timescales;

namespace Peninsula.Activities.Tests.Timescales;

public class TimescaleLoadingTests
{
    [Fact]
    public void Every_problem_is_reported_at_once_with_its_line()
    {
        using var data = new DataFolder().With("timescales.json", """
            {
              "timescales": [
                { "key": "a", "title": "A", "clock": "workingDay", "amount": 1, "anchor": "task",
                  "source": "S", "authority": "statute", "confirmLocally": true, "confirmedBy": "C" },
                { "key": "b", "title": "B", "clock": "workingDays", "anchor": "concern received",
                  "source": "S", "authority": "statute", "confirmLocally": true, "confirmedBy": "C" },
                { "key": "c", "title": "C", "clock": "workingDays", "amount": 2, "anchor": "task", "effectiveTo": "2026-06-30",
                  "source": "S", "authority": "statute", "confirmLocally": true, "confirmedBy": "C" },
                { "key": "c", "title": "C", "clock": "workingDays", "amount": 3, "anchor": "task", "effectiveFrom": "2026-06-30",
                  "source": "S", "authority": "statute", "confirmLocally": true, "confirmedBy": "C" },
                { "key": "d", "title": "D", "clock": "workingDays", "amount": 1.5, "anchor": "task", "effectiveFrom": "30/6/2026",
                  "source": "S", "authority": "statute", "confirmLocally": "yes", "confirmedBy": "C", "amonut": 2 }
              ]
            }
            """);

        Problems(data).Should().BeEquivalentTo(
            "timescales.json(3): a timescale: unknown clock \"workingDay\"; use one of: elapsedHours, elapsedHoursExceptChristmasDay, workingHours, workingDays, calendarDays, calendarMonths",
            "timescales.json(5): a timescale: \"amount\" is missing",
            "timescales.json(5): the anchor \"concern received\" must be \"task\" or the name of a case variable",
            "timescales.json(9): c: its dates overlap with the version on line 7",
            "timescales.json(11): a timescale: \"amount\" must be a whole number from 0 to 4700",
            "timescales.json(11): a timescale: \"effectiveFrom\" must be a date such as 2026-11-23",
            "timescales.json(12): a timescale: \"confirmLocally\" must be true or false",
            "timescales.json(12): a timescale: unknown field \"amonut\"");
    }

    [Theory]
    [InlineData("", "timescales.json(1): not valid JSON*")]
    [InlineData("{ \"timescales\": [\n  { \"key\": }\n] }", "timescales.json(2): not valid JSON*")]
    [InlineData("[]", "timescales.json(1): the file must hold one JSON object")]
    [InlineData("{ \"timescales\": {} }", "timescales.json(1): the file: \"timescales\" must be a list")]
    [InlineData("{ \"timescales\": [1] }", "timescales.json(1): the file: each of \"timescales\" must be an object")]
    [InlineData("{ \"timescales\": [], \"timescales\": [] }", "timescales.json(1): \"timescales\" is given twice")]
    public void A_file_that_is_no_such_file_is_refused_with_its_line(string text, string problem)
    {
        using var data = new DataFolder().With("timescales.json", text);

        Problems(data).Should().ContainSingle().Which.Should().Match(problem);
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing()
    {
        using var data = new DataFolder().Without("timescales.json");

        Problems(data).Should().Equal("timescales.json: the file is missing");
    }

    [Theory]
    [InlineData("triage-same-day")]
    [InlineData("referral-decision")]
    [InlineData("referrer-feedback")]
    [InlineData("strategy-discussion-high")]
    [InlineData("strategy-discussion-medium")]
    [InlineData("agency-check-high")]
    [InlineData("agency-check-medium")]
    [InlineData("strategy-minutes-circulated")]
    [InlineData("s47-to-icpc")]
    [InlineData("assessment")]
    [InlineData("core-group")]
    [InlineData("plan-action-response")]
    [InlineData("plan-action-default")]
    [InlineData("disruption-step")]
    [InlineData("disruption-intelligence-check")]
    [InlineData("review-high")]
    [InlineData("review-medium")]
    [InlineData("review-low")]
    [InlineData("rhi")]
    [InlineData("asb-closure-hearing")]
    public void The_shipped_file_has_the_limits_that_pathways_name(string key)
    {
        var book = TimescaleLoader.Load(Repository.Definitions, WorkingCalendar.Standard, []);

        book.TryGet(key, out var timescale).Should().BeTrue();
        timescale!.Versions.Should().OnlyContain(version => version.Source.Length > 0);
    }

    private static IEnumerable<string> Problems(DataFolder data)
    {
        List<DataProblem> problems = [];
        TimescaleLoader.Load(data.Path, WorkingCalendar.Standard, problems);
        return problems.Select(problem => problem.ToString());
    }
}
