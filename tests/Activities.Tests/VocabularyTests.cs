using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests;

public class VocabularyTests
{
    [Fact]
    public void The_shipped_files_load_without_a_problem()
    {
        var loading = Vocabulary.Load(Repository.Definitions);

        loading.Problems.Should().BeEmpty();
        loading.Vocabulary!.Tools.All.Should().HaveCount(23);
        loading.Vocabulary.Calendar.IsWorkingDay(London.Day("2022-09-19")).Should().BeFalse("that day was proclaimed");
    }

    [Fact]
    public void Problems_of_several_files_come_together()
    {
        using var data = new DataFolder()
            .With("bank-holidays.json", """
                { "zone": "Europe/Atlantis",
                  "officeHours": { "opens": "17:00", "closes": "09:00" },
                  "added": [ { "date": "2027-06-04", "name": "Once" }, { "date": "2027-06-04", "name": "Again" },
                             { "date": "1066-10-14", "name": "Early" } ],
                  "removed": [ { "date": "2027-06-05" } ] }
                """)
            .Replacing("tools.json", "\"lead\": \"Landlord\",", "")
            .Replacing("tools.json", "\"cawn-review\"", "\"cawn-revue\"")
            .Replacing("tools.json", "\"function\": \"probation.team\"", "\"function\": \"probation.teams\"");

        var loading = Vocabulary.Load(data.Path);

        loading.Vocabulary.Should().BeNull();
        loading.Problems.Select(problem => problem.ToString()).Should().SatisfyRespectively(
            p => p.Should().Be("bank-holidays.json(1): unknown zone \"Europe/Atlantis\""),
            p => p.Should().Be("bank-holidays.json(2): the office must close after it opens"),
            p => p.Should().Be("bank-holidays.json(3): 2027-06-04 is added twice"),
            p => p.Should().Be("bank-holidays.json(4): the date must lie between 1978 and 9990"),
            p => p.Should().Be("bank-holidays.json(5): 2027-06-05 is no bank holiday by rule, so it cannot be removed"),
            p => p.Should().Match("tools.json(*): tool cawn: unknown timescale \"cawn-revue\""),
            p => p.Should().Match("tools.json(*): a tool: \"lead\" is missing"),
            p => p.Should().Match("tools.json(*): tool status-measures: unknown function \"probation.teams\""));
    }

    [Fact]
    public void A_folder_without_the_files_names_each()
    {
        using var data = new DataFolder();
        var empty = System.IO.Directory.CreateDirectory(Path.Combine(data.Path, "empty")).FullName;

        Vocabulary.Load(empty).Problems.Select(problem => problem.File).Should().Equal(
            "agencies.json", "bank-holidays.json", "item-classes.json", "kpis.json", "ladders.json", "messages.json", "people.json", "registers.json", "strategy.json", "timescales.json", "tools.json", "variants.json");
    }
}
