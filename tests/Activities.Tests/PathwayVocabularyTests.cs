using System.Text.RegularExpressions;
using System.Xml.Linq;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests;

/// <summary>The pathways and the data files are edited by different people: what one names, the other must have.</summary>
public class PathwayVocabularyTests
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Peninsula = "https://peninsula.example/bpmn/1.0";
    private static readonly Vocabulary Shipped = Vocabulary.Load(Repository.Definitions).Vocabulary!;

    [Fact]
    public void Every_agency_that_a_pathway_names_has_a_team_in_every_area() =>
        Names("agency").Where(function => Shipped.Directory.Areas.Any(area => Shipped.Directory.Route(area.Key, function) is null))
            .Should().BeEmpty();

    [Fact]
    public void Every_deadline_that_a_pathway_names_is_a_timescale() =>
        Names("deadline").Where(key => !Shipped.Timescales.TryGet(key, out _)).Should().BeEmpty();

    [Fact]
    public void Every_ladder_that_a_pathway_names_exists() =>
        Names("ladder").Where(key => !Shipped.Ladders.TryGet(key, out _)).Should().BeEmpty();

    [Fact]
    public void Every_item_class_that_a_pathway_names_exists() =>
        Names("disclosure").Where(key => !Shipped.ItemClasses.TryGet(key, out _)).Should().BeEmpty();

    [Fact]
    public void Every_user_task_has_an_owner_a_deadline_and_a_ladder()
    {
        var wanting = from file in Files()
                      let inLane = file.Model.Descendants(Bpmn + "lane")
                          .Where(lane => lane.Attribute(Peninsula + "agency") is not null)
                          .SelectMany(lane => lane.Elements(Bpmn + "flowNodeRef")).Select(reference => reference.Value.Trim()).ToHashSet()
                      from task in file.Model.Descendants(Bpmn + "userTask")
                      let owned = task.Attribute(Peninsula + "agency") is not null
                          || task.AncestorsAndSelf().Any(element => inLane.Contains((string?)element.Attribute("id") ?? ""))
                          || task.Descendants().Any(element => element.Name.LocalName == "assignmentDefinition")
                      where !owned || task.Attribute(Peninsula + "deadline") is null || task.Attribute(Peninsula + "ladder") is null
                      select $"{file.Name}: {(string?)task.Attribute("id")}";

        wanting.Should().BeEmpty();
    }

    [Fact]
    public void The_names_are_found_in_literals_and_in_expressions() =>
        Names("deadline").Should().Contain(["triage-same-day", "agency-check-high", "agency-check-medium"]);

    /// <summary>The literal values of an attribute, and the texts that its FEEL expressions choose between.</summary>
    private static IEnumerable<string> Names(string attribute) =>
        Files().SelectMany(file => file.Model.Descendants().Attributes(Peninsula + attribute))
            .SelectMany(found => found.Value.StartsWith('=')
                ? Regex.Matches(found.Value, "(?:then|else) \"([a-z0-9.-]+)\"").Select(match => match.Groups[1].Value)
                : [found.Value])
            .Distinct();

    private static IEnumerable<(string Name, XDocument Model)> Files() =>
        System.IO.Directory.GetFiles(Repository.Definitions, "*.bpmn").Select(path => (Path.GetFileName(path), XDocument.Load(path)));
}
