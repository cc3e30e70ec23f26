using System.Xml.Linq;
using Peninsula.Casework.Pathways.Drawing;
using Peninsula.Host.CommandLine;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Host.Tests.Pathways;

/// <summary>Every change that the outline can make, made in every place of every pathway that the product ships.</summary>
public sealed class StepInsertionTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "workflow-definitions");

    public static TheoryData<string> Pathways() => [.. Directory.EnumerateFiles(Folder, "*.bpmn").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pathways))]
    public void A_file_that_is_read_and_written_says_the_same(string file)
    {
        var content = File.ReadAllBytes(Path.Combine(Folder, file));
        var written = Read(content).Write();
        XNode.DeepEquals(XDocument.Parse(Text(content)), XDocument.Parse(Text(written))).Should().BeTrue();
        Text(written).Should().Be(Text(content), "a difference that nobody made hides those that somebody did");
    }

    [Theory]
    [MemberData(nameof(Pathways))]
    public void A_step_can_be_added_on_every_way_and_taken_out_again(string file)
    {
        var content = File.ReadAllBytes(Path.Combine(Folder, file));
        var untouched = Read(content);
        var (shapes, overlaps, flows) = (untouched.Plane.Boxes.Count(), Overlaps(untouched), Flows(untouched).ToHashSet());
        foreach (var flow in untouched.Process.Descendants(Xml.Bpmn + "sequenceFlow").Select(flow => flow.Id()!))
        {
            // What an event gateway waits for, and nothing else, may follow it.
            if (Follows(untouched, flow)?.Kind == "eventBasedGateway")
            {
                continue;
            }

            var drawing = Read(content);
            StepInsertion.Add(drawing, flow, new NewStep(NewStepKind.AgencyTask, "Ask the school nurse"), out var id).Should().BeNull();
            Problems(drawing).Should().BeEmpty($"a step was added on {flow}");
            drawing.Plane.Boxes.Should().HaveCount(shapes + 1);
            Overlaps(drawing).Should().BeEquivalentTo(overlaps, $"the step on {flow} stands free");

            StepInsertion.Remove(drawing, id).Should().BeNull();
            Flows(drawing).Should().BeEquivalentTo(flows, $"the step on {flow} was taken out again");
        }
    }

    [Theory]
    [InlineData(NewStepKind.Wait, "P2W")]
    [InlineData(NewStepKind.Notify, "police.mash")]
    [InlineData(NewStepKind.Pathway, "strategy-discussion")]
    public void Other_kinds_of_step_can_run_too(NewStepKind kind, string detail)
    {
        var drawing = Shipped("review.bpmn");
        StepInsertion.Add(drawing, drawing.FlowsTo("hold-review").First().Id()!, new NewStep(kind, "A further step", Detail: detail), out _).Should().BeNull();
        Problems(drawing).Should().BeEmpty();
    }

    [Fact]
    public void A_step_moves_with_all_that_was_set_on_it()
    {
        var drawing = Shipped("review.bpmn");
        var before = drawing.Find("childs-view")!;
        var (form, deadline, lane) = (before.Form, before.Deadline, before.Lane!.Id);
        StepInsertion.Move(drawing, "childs-view", drawing.FlowsFrom("hold-review").First().Id()!).Should().BeNull();
        Problems(drawing).Should().BeEmpty();
        var moved = drawing.Find("childs-view")!;
        (moved.Form, moved.Deadline, moved.Lane!.Id).Should().Be((form, deadline, lane));
        drawing.FlowsTo("childs-view").Select(flow => (string?)flow.Attribute("sourceRef")).Should().Equal("hold-review");
    }

    [Fact]
    public void Another_lane_makes_another_agency_do_it()
    {
        var drawing = Shipped("review.bpmn");
        StepInsertion.Assign(drawing, drawing.Find("hold-review")!, "lane-macse");
        Problems(drawing).Should().BeEmpty();
        drawing.Find("hold-review")!.Lane!.Agency.Should().Be("partnership.macse-chair");
    }

    [Fact]
    public void What_the_outline_cannot_take_out_is_refused_in_words()
    {
        var drawing = Shipped("review.bpmn");
        StepInsertion.Remove(drawing, "review-begins").Should().Contain("use the drawing");
        StepInsertion.Remove(drawing, "wait").Should().Contain("use the drawing");
        StepInsertion.Remove(drawing, "gone").Should().Contain("no longer");
        StepInsertion.Add(drawing, "gone", new NewStep(NewStepKind.AgencyTask, "x"), out _).Should().Contain("no longer");
    }

    [Fact]
    public void Setting_a_step_keeps_the_order_that_the_schema_wants()
    {
        var drawing = Shipped("review.bpmn");
        StepInsertion.Add(drawing, drawing.FlowsTo("hold-review").First().Id()!, new NewStep(NewStepKind.AgencyTask, "Ask the nurse"), out var id);
        var step = drawing.Find(id)!;
        step.Why = "Because the school knows the child.";
        step.Form = "agency-check";
        step.Deadline = "agency-check-high";
        step.Ladder = "overdue";
        step.Element.Elements().Select(child => child.Name.LocalName).Should().Equal("documentation", "extensionElements", "incoming", "outgoing");
        Problems(drawing).Should().BeEmpty();
        step.Why = " ";
        step.Form = null;
        drawing.Find(id)!.Should().Match<DrawnStep>(bare => bare.Why == null && bare.Form == null);
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    public void What_is_no_pathway_is_refused(string text)
    {
        PathwayDrawing.Read(System.Text.Encoding.UTF8.GetBytes(text), out var problem).Should().BeNull();
        problem.Should().NotBeNullOrEmpty();
    }

    private static PathwayDrawing Shipped(string file) => Read(File.ReadAllBytes(Path.Combine(Folder, file)));

    private static PathwayDrawing Read(byte[] content) => PathwayDrawing.Read(content, out var problem) ?? throw new InvalidOperationException(problem);

    private static string Text(byte[] content) => System.Text.Encoding.UTF8.GetString(content);

    private static DrawnStep? Follows(PathwayDrawing drawing, string flow) => drawing.Find((string)drawing.Flow(flow)!.Attribute("sourceRef")!);

    private static readonly BpmnReaderOptions Options = new() { Feel = ProductFunctions.Load() };

    private static IReadOnlyList<BpmnProblem> Problems(PathwayDrawing drawing) => BpmnReader.Read(drawing.Write(), Options).Problems;

    private static IEnumerable<(string?, string?)> Flows(PathwayDrawing drawing) =>
        drawing.Process.Descendants(Xml.Bpmn + "sequenceFlow").Select(flow => ((string?)flow.Attribute("sourceRef"), (string?)flow.Attribute("targetRef")));

    private static List<(string, string)> Overlaps(PathwayDrawing drawing)
    {
        var boxes = drawing.Plane.Boxes.Where(shape => drawing.Find(shape.Id) is { IsContainer: false, Kind: not "boundaryEvent" }).ToList();
        return
        [
            .. from pair in boxes
               from other in boxes
               where string.CompareOrdinal(pair.Id, other.Id) < 0
                   && pair.Box.X < other.Box.Right && other.Box.X < pair.Box.Right
                   && pair.Box.Y < other.Box.Y + other.Box.Height && other.Box.Y < pair.Box.Y + pair.Box.Height
               select (pair.Id, other.Id),
        ];
    }
}
