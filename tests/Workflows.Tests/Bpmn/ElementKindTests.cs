using System.Runtime.CompilerServices;
using System.Text;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Reading;
using Peninsula.Workflows.Bpmn.Reading.Elements;
using Peninsula.Workflows.Execution.Elements;

namespace Peninsula.Workflows.Tests.Bpmn;

/// <summary>Adding a kind of element is one entry of <see cref="ElementKind"/>; these say what a new one lacks.</summary>
public sealed class ElementKindTests
{
    public static TheoryData<string> FlowNodes => [.. ElementKind.FlowNodes.Select(kind => kind.ApiName)];

    [Fact]
    public void Every_class_of_flow_node_has_a_kind_that_is_its_own()
    {
        var classes = typeof(FlowNode).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FlowNode)) && !type.IsAbstract).ToList();

        classes.Should().HaveCountGreaterThan(20);
        classes.Select(type => (type, ((FlowNode)RuntimeHelpers.GetUninitializedObject(type)).Kind.Node))
            .Should().AllSatisfy(pair => pair.Item2.Should().Be(pair.type));
        ElementKind.FlowNodes.Select(kind => kind.Node).Distinct().Should().BeEquivalentTo(classes);
    }

    [Fact]
    public void What_triggers_a_sub_process_makes_its_kind()
    {
        new SubProcess { Id = "a", TriggeredByEvent = true }.Kind.Should().Be(ElementKind.EventSubProcess);
        new SubProcess { Id = "a" }.Kind.Should().Be(ElementKind.SubProcess);
    }

    [Theory]
    [MemberData(nameof(FlowNodes))]
    public void A_kind_has_a_reader_and_something_that_it_does(string apiName)
    {
        var kind = Kind(apiName);

        BpmnNames.All.Should().Contain(kind.Element);
        ElementTransformers.TryFind(kind.Element, out _).Should().BeTrue();
        ElementRegistry.Kinds.Should().Contain(kind);
    }

    [Fact]
    public void Kinds_are_told_apart_by_their_names()
    {
        ElementKind.All.Select(kind => kind.ApiName).Should().OnlyHaveUniqueItems();
        ElementKind.All.Select(kind => kind.Words).Should().OnlyHaveUniqueItems().And.AllSatisfy(words => words.Should().MatchRegex("^(a|an|the) [a-z-]+( [a-z-]+)*$"));
        ElementKind.All.Select(kind => kind.Index).Should().Equal(Enumerable.Range(0, ElementKind.All.Count));
        ElementRegistry.Kinds.Should().BeEquivalentTo(ElementKind.All);
    }

    [Fact]
    public void Global_tasks_are_those_of_the_schema() =>
        ElementKind.All.Select(kind => kind.GlobalElement).OfType<string>().Should()
            .BeEquivalentTo(BpmnNames.All.Where(name => name.StartsWith("global", StringComparison.Ordinal) && name.EndsWith("Task", StringComparison.Ordinal) && name != "globalChoreographyTask"));

    [Theory]
    [InlineData("<task/>", "TASK")]
    [InlineData("<manualTask/>", "MANUAL_TASK")]
    [InlineData("<userTask/>", "USER_TASK")]
    [InlineData("<serviceTask/>", "SERVICE_TASK")]
    [InlineData("<sendTask/>", "SEND_TASK")]
    [InlineData("<receiveTask/>", "RECEIVE_TASK")]
    [InlineData("<scriptTask/>", "SCRIPT_TASK")]
    [InlineData("<businessRuleTask/>", "BUSINESS_RULE_TASK")]
    [InlineData("<callActivity/>", "CALL_ACTIVITY")]
    [InlineData("<subProcess/>", "SUB_PROCESS")]
    [InlineData("""<subProcess triggeredByEvent="true"/>""", "EVENT_SUB_PROCESS")]
    [InlineData("<transaction/>", "TRANSACTION")]
    [InlineData("<adHocSubProcess/>", "AD_HOC_SUB_PROCESS")]
    [InlineData("<exclusiveGateway/>", "EXCLUSIVE_GATEWAY")]
    [InlineData("<parallelGateway/>", "PARALLEL_GATEWAY")]
    [InlineData("<inclusiveGateway/>", "INCLUSIVE_GATEWAY")]
    [InlineData("<complexGateway/>", "COMPLEX_GATEWAY")]
    [InlineData("<eventBasedGateway/>", "EVENT_BASED_GATEWAY")]
    [InlineData("<startEvent/>", "START_EVENT")]
    [InlineData("<intermediateCatchEvent/>", "INTERMEDIATE_CATCH_EVENT")]
    [InlineData("<intermediateThrowEvent/>", "INTERMEDIATE_THROW_EVENT")]
    [InlineData("<boundaryEvent/>", "BOUNDARY_EVENT")]
    [InlineData("<endEvent/>", "END_EVENT")]
    public void An_element_of_a_file_has_the_name_that_the_API_gives_its_kind(string element, string apiName)
    {
        var problems = new ProblemList();
        var definitions = XmlLoader.Load(Encoding.UTF8.GetBytes(File.Of(element.Insert(1, "bpmn:"))), new BpmnReaderOptions(), problems)!;
        var context = new ProcessContext(new FileIndex(definitions, problems), new BpmnReaderOptions(), problems, executable: true);
        var xml = definitions.Child("process")!.Children.Single();
        ElementTransformers.TryFind(xml.Name, out var reader).Should().BeTrue();

        reader!.Transform(xml, "it", context).Kind.ApiName.Should().Be(apiName);
        Kind(apiName).Words.Should().EndWith(apiName.ToLowerInvariant().Replace('_', ' ').Replace("sub process", "sub-process").Replace("ad hoc", "ad-hoc").Replace("event based", "event-based"));
    }

    private static ElementKind Kind(string apiName) => ElementKind.All.Single(kind => kind.ApiName == apiName);
}
