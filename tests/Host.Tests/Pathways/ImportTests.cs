using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Peninsula.Casework.Pathways.Drawing;

namespace Peninsula.Host.Tests.Pathways;

/// <summary>Files that were made elsewhere, with good and with bad intent.</summary>
public sealed class ImportTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string Manager = "peninsula-safeguarding-manager";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "workflow-definitions");

    public static TheoryData<string> Pathways() => [.. Directory.EnumerateFiles(Folder, "*.bpmn").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pathways))]
    public void What_has_no_drawing_is_laid_out_whole_and_without_overlaps(string file)
    {
        var drawing = Undrawn(File.ReadAllText(Path.Combine(Folder, file)));

        DiagramLayout.DrawIfMissing(drawing).Should().BeTrue();

        var shown = drawing.Plane.Boxes.ToList();
        drawing.Steps.Should().OnlyContain(step => shown.Any(shape => shape.Id == step.Id));
        drawing.Lanes.Should().OnlyContain(lane => shown.Any(shape => shape.Id == lane.Id));
        drawing.Definitions.Descendants(Xml.Di + "BPMNEdge").Should().HaveSameCount(drawing.Process.Descendants(Xml.Bpmn + "sequenceFlow"));
        Overlaps(drawing).Should().BeEmpty();
        foreach (var step in drawing.Steps.Where(step => step.Depth == 0 && step.Kind != "boundaryEvent" && step.Lane is not null))
        {
            var (box, lane) = (drawing.Plane.BoxOf(step.Id)!.Value, drawing.Plane.BoxOf(step.Lane!.Id)!.Value);
            (box.Y >= lane.Y && box.Y + box.Height <= lane.Y + lane.Height && box.Right <= lane.Right).Should().BeTrue($"{step.Id} stands in its lane");
        }

        DiagramLayout.DrawIfMissing(drawing).Should().BeFalse("what is drawn stays as it is");
    }

    [Fact]
    public void A_long_way_back_and_a_thousand_steps_are_laid_out_too()
    {
        var nodes = string.Concat(Enumerable.Range(0, 1000).Select(i => $"<bpmn:task id=\"t{i}\" /><bpmn:sequenceFlow id=\"f{i}\" sourceRef=\"t{i}\" targetRef=\"t{(i + 1) % 1000}\" />"));
        var drawing = Undrawn($"<bpmn:definitions xmlns:bpmn=\"{Xml.Bpmn}\"><bpmn:process id=\"p\">{nodes}</bpmn:process></bpmn:definitions>");

        DiagramLayout.DrawIfMissing(drawing);

        Overlaps(drawing).Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_of_another_tool_becomes_a_draft_that_keeps_all_of_it_and_names_what_cannot_run()
    {
        var manager = await host.SignedIn(Manager);
        var draft = await Import(manager, Elsewhere("from-camunda", "Fetch the score"));
        await manager.Get(draft);
        manager.Text.Should().Contain("Fetch the score").And.Contain("What the checks found");
        await manager.Get($"{draft}/check");
        manager.Text.Should().Contain("It can be sent when nothing stands against it");

        await manager.Get($"{draft}/file");

        manager.Html.Should().Contain("zeebe:taskDefinition type=\"score\"").And.Contain("modeler:executionPlatform=\"Camunda Cloud\"").And.Contain("<other:thing").And.Contain("BPMNShape");
    }

    [Fact]
    public async Task A_hostile_label_is_text()
    {
        var manager = await host.SignedIn(Manager);
        var draft = await Import(manager, Elsewhere("hostile", "&lt;script&gt;alert(1)&lt;/script&gt;\" onmouseover=\"alert(2)".Replace("\"", "&quot;", StringComparison.Ordinal)));

        foreach (var page in new[] { draft, $"{draft}/check", $"{draft}/steps/score", "/pathways/hostile" })
        {
            (await manager.Get(page)).Html.Should().NotContain("<script>alert").And.NotContain("\" onmouseover=\"alert");
            manager.Status.Should().Be(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Twenty_megabytes_and_a_hundred_thousand_levels_are_refused_in_words()
    {
        var manager = await host.SignedIn(Manager);

        await Upload(manager, Elsewhere("large", "x") + new string(' ', 20 * 1024 * 1024));
        manager.Text.Should().Contain("The file is larger than 2 MB");

        await Upload(manager, string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)));
        manager.Text.Should().Contain("nested more than 100 levels");

        await Upload(manager, "a photograph");
        manager.Text.Should().Contain("not XML that can be read");
    }

    private static string Elsewhere(string id, string label) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:other="urn:other" id="d" targetNamespace="urn:example" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7.0">
          <bpmn:process id="{id}" name="{label}" isExecutable="true">
            <bpmn:startEvent id="s" />
            <bpmn:serviceTask id="score" name="{label}"><bpmn:extensionElements><zeebe:taskDefinition type="score" /><other:thing kept="yes" /></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:userTask id="look" name="Look at it"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="not-here" /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:endEvent id="e" />
            <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="score" /><bpmn:sequenceFlow id="f2" sourceRef="score" targetRef="look" /><bpmn:sequenceFlow id="f3" sourceRef="look" targetRef="e" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static async Task<string> Import(Browser manager, string xml)
    {
        await Upload(manager, xml);
        manager.Status.Should().Be(HttpStatusCode.Redirect, manager.Text);
        return manager.Response.Headers.Location!.OriginalString;
    }

    private static async Task Upload(Browser manager, string xml)
    {
        await manager.Get("/pathways/new");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Regex.Match(manager.Html, "name=\"antiforgery\"[^>]*value=\"([^\"]+)\"").Groups[1].Value), "antiforgery" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(xml)), "file", "pathway.bpmn" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/pathways/new", UriKind.Relative)) { Content = form };
        await manager.Send(request);
    }

    private static PathwayDrawing Undrawn(string xml)
    {
        var document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
        document.Root!.Elements(Xml.Di + "BPMNDiagram").Remove();
        return PathwayDrawing.Read(Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)), out var problem) ?? throw new InvalidOperationException(problem);
    }

    private static List<(string, string)> Overlaps(PathwayDrawing drawing)
    {
        var steps = drawing.Steps.Where(step => !step.IsContainer && step.Kind != "boundaryEvent").Select(step => step.Id).ToHashSet();
        var boxes = drawing.Plane.Boxes.Where(shape => steps.Contains(shape.Id)).ToList();
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
