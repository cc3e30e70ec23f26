using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using static Peninsula.Workflows.Tests.Bpmn.File;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class ConditionTests
{
    private static ProcessDefinition Watching(EventDefinition condition, bool interrupting = false) => Process("p", p => p
        .Path(Start("s"), User("work"), End("e"))
        .On("work", Boundary("high", condition, interrupting), User("act")));

    private static ConditionalEventDefinition Filtered(string feel, string[] names, bool create = true, bool update = true) =>
        new(Feel(feel), new ConditionFilter(names.ToHashSet(), create, update));

    [Fact]
    public void Without_a_filter_it_occurs_when_it_comes_to_hold_and_not_again_before_it_ceased_to()
    {
        var engine = new Engine(Watching(Condition("level > 5"))).Start(("level", 1));
        engine.Set(("level", 6)).Set(("level", 7)).WaitsAt("work", "act");
        engine.Set(("level", 1)).Set(("level", 8)).WaitsAt("work", "act", "act");
    }

    [Fact]
    public void With_a_filter_it_occurs_at_each_change_of_the_variables_named_at_which_it_holds()
    {
        var engine = new Engine(Watching(Filtered("level > 5", ["level"]))).Start(("level", 1), ("other", 1));
        engine.Set(("level", 6)).Set(("other", 2)).WaitsAt("work", "act");
        engine.Set(("level", 6)).Set(("level", 2)).WaitsAt("work", "act", "act");
    }

    [Fact]
    public void A_filter_can_ask_for_new_variables_or_for_changed_ones()
    {
        new Engine(Watching(Filtered("level > 5", [], update: false))).Start().Set(("level", 6)).Set(("level", 7)).WaitsAt("work", "act");
        var updated = new Engine(Watching(Filtered("level > 5", [], create: false), interrupting: true)).Start();
        updated.Set(("level", 6)).WaitsAt("work");
        updated.Set(("level", 6)).WaitsAt("act");
    }

    [Fact]
    public void What_a_filter_leaves_out_is_asked_when_the_element_is_entered() =>
        new Engine(Watching(Filtered("level > 5", ["other"]), interrupting: true)).Start(("level", 6)).WaitsAt("act");

    [Fact]
    public void A_change_that_the_element_does_not_see_is_none()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("f"), User("work"), End("e"))
            .On("work", Boundary("high", Filtered("true", ["level"]), interrupting: false), User("act"))
            .Path("f", new SubProcess { Id = "sub", Inputs = [new Mapping(Feel("1"), "level")] })
            .Inside("sub", sub => sub.Path(Start("is"), User("inner"))))).Start();
        engine.WaitsAt("work", "act", "inner");
        engine.Accept(new SetVariables(engine.Task("inner").Key, FeelContext.Of(("level", 2))));
        engine.WaitsAt("work", "act", "inner");
        engine.Set(("level", 2)).WaitsAt("work", "act", "act", "inner");
    }

    [Theory]
    [InlineData("variableNames=\"a, b\" variableEvents=\"update\"", false, true)]
    [InlineData("variableNames=\"a,b\"", true, true)]
    [InlineData("variableNames=\"a,b\" variableEvents=\"create, update\"", true, true)]
    public void The_filter_is_read(string attributes, bool create, bool update)
    {
        var node = Node<IntermediateCatchEvent>(Around($"""
            <bpmn:intermediateCatchEvent id="c"><bpmn:conditionalEventDefinition><bpmn:extensionElements><zeebe:conditionalFilter {attributes}/></bpmn:extensionElements><bpmn:condition>= a > 1</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
            """, "c"), "c");
        var filter = node.Definition.Should().BeOfType<ConditionalEventDefinition>().Which.Filter!;
        (filter.OnCreate, filter.OnUpdate).Should().Be((create, update));
        filter.VariableNames.Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public void A_filter_of_unknown_events_is_refused() =>
        Breaks("attribute-value", Around("""
            <bpmn:intermediateCatchEvent id="c"><bpmn:conditionalEventDefinition><bpmn:extensionElements><zeebe:conditionalFilter variableEvents="delete"/></bpmn:extensionElements><bpmn:condition>= a > 1</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
            """, "c"));
}
