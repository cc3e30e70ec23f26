using System.Text;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Drawing;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Host.Tests.Pathways;

/// <summary>What managers read of a drawing, whatever it is drawn with.</summary>
public sealed class PathwayWordsTests
{
    private static readonly PathwayWords Words = new(Vocabulary.Load(PathwayFiles.ProductFolder).Vocabulary!, SystemClock.Instance);

    public static TheoryData<string> Elements => [.. ElementKind.FlowNodes.Select(kind => kind.Element).Distinct()];

    [Theory]
    [MemberData(nameof(Elements))]
    public void Every_kind_of_step_has_a_word_of_its_family(string element)
    {
        var step = Told(element);

        var group = ElementKind.FlowNodes.First(kind => kind.Element == element).Group;
        step.Kind.Should().NotBe("Step");
        (step.Kind == "Question").Should().Be(group == ElementGroup.Gateway);
        (step.Kind == "A group of steps").Should().Be(group == ElementGroup.SubProcess);
    }

    [Theory]
    [MemberData(nameof(Elements))]
    public void Where_ways_part_there_are_words_for_it_though_nobody_named_it(string element) =>
        (Told(element).Name == "it").Should().Be(ElementKind.FlowNodes.First(kind => kind.Element == element).Group != ElementGroup.Gateway && element is not ("startEvent" or "endEvent"));

    private static WordedStep Told(string element)
    {
        var file = $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" isExecutable="true"><{element} id="it"/></process></definitions>""";
        return Words.Tell(PathwayDrawing.Read(Encoding.UTF8.GetBytes(file), out var problem) ?? throw new InvalidOperationException(problem)).Single();
    }
}
