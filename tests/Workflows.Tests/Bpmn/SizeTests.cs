using System.Diagnostics;
using System.Text;
using Peninsula.Workflows.Bpmn;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn;

/// <summary>Large definitions are read in time that grows with their size and no faster.</summary>
public sealed class SizeTests
{
    [Fact]
    public void Fifty_thousand_elements_are_read_in_seconds()
    {
        var elements = new StringBuilder("<bpmn:startEvent id=\"t0\"/>");
        for (var i = 1; i <= 25_000; i++)
        {
            elements.Append(System.Globalization.CultureInfo.InvariantCulture, $"<bpmn:userTask id=\"t{i}\" name=\"Task {i}\"/><bpmn:sequenceFlow id=\"f{i}\" sourceRef=\"t{i - 1}\" targetRef=\"t{i}\"/>");
        }

        var file = Encoding.UTF8.GetBytes(Of(elements.ToString()));
        var watch = Stopwatch.StartNew();
        var reading = BpmnReader.Read(file);
        watch.Stop();
        reading.Processes.Should().ContainSingle().Which.Nodes.Should().HaveCount(25_001);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "it takes a fraction of a second, and minutes were it quadratic");
    }
}
