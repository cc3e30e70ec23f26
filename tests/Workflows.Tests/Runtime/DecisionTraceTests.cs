using System.Text;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Workflows.Tests.Runtime;

/// <summary>A decision stays as it was evaluated, whatever is deployed afterwards.</summary>
public sealed class DecisionTraceTests
{
    private static readonly DeploymentFile Pathway = File("decides.bpmn", """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="decides" isExecutable="true">
          <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="d"/>
          <businessRuleTask id="d"><extensionElements><zeebe:calledDecision decisionId="risk" resultVariable="level"/></extensionElements></businessRuleTask>
          <sequenceFlow id="f2" sourceRef="d" targetRef="t"/><userTask id="t"/><sequenceFlow id="f3" sourceRef="t" targetRef="e"/><endEvent id="e"/></process></definitions>
        """);

    [Fact]
    public async Task It_keeps_version_inputs_rules_and_every_decision_on_the_way()
    {
        var scene = await EngineScene.WithAsync(Pathway, Model("rules.dmn", "high"));
        var instance = await scene.StartAsync("decides", ("points", 7));
        (await scene.Engine.DeployAsync([Model("rules.dmn", "severe")])).Problems.Should().BeEmpty();

        var evaluated = (await HistoryAsync(scene, instance)).OfType<DecisionEvaluated>().Single();
        evaluated.Result.Should().Be((FeelValue)"high");
        var trace = evaluated.Trace!;
        scene.Engine.Catalog.Resource(trace.ResourceKey)!.Version.Should().Be(1);
        trace.Decisions.Select(decision => (decision.Id, decision.Version, decision.IsTable)).Should().Equal(("doubled", 1, false), ("risk", 1, true));
        trace.Decisions[0].Value.Should().Be((FeelValue)14);
        trace.Decisions[1].Inputs.Should().Equal(new EvaluatedInput("in1", "points twice", 14));
        var rule = trace.Decisions[1].Rules.Should().ContainSingle().Subject;
        (rule.Id, rule.Index).Should().Be(("over", 2));
        rule.Outputs.Should().Equal(new EvaluatedOutput("out1", "level", "high"));

        var later = await scene.StartAsync("decides", ("points", 7));
        var second = (await HistoryAsync(scene, later)).OfType<DecisionEvaluated>().Single().Trace!;
        second.Decisions.Select(decision => decision.Version).Should().Equal(2, 2);
    }

    [Fact]
    public async Task Versions_are_counted_by_the_decision_and_not_by_its_file()
    {
        var scene = await EngineScene.WithAsync(Pathway, Model("rules.dmn", "high"));
        (await scene.Engine.DeployAsync([Model("renamed.dmn", "severe")])).Problems.Should().BeEmpty();

        var instance = await scene.StartAsync("decides", ("points", 7));
        var trace = (await HistoryAsync(scene, instance)).OfType<DecisionEvaluated>().Single().Trace!;

        scene.Engine.Catalog.Resource(trace.ResourceKey)!.Name.Should().Be("renamed.dmn");
        trace.Decisions[^1].Version.Should().Be(2);
    }

    private static async Task<List<WorkflowEvent>> HistoryAsync(EngineScene scene, long instance)
    {
        var all = new List<WorkflowEvent>();
        await foreach (var entry in scene.Store.HistoryAsync(instance))
        {
            all.AddRange(EventCodec.Read(entry.Events));
        }

        return all;
    }

    private static DeploymentFile Model(string name, string level) => File(name, $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="t">
          <inputData id="i" name="points"><variable name="points" typeRef="number"/></inputData>
          <decision id="doubled" name="twice"><variable name="twice"/><informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression><text>points * 2</text></literalExpression></decision>
          <decision id="risk" name="risk"><variable name="risk"/><informationRequirement><requiredDecision href="#doubled"/></informationRequirement>
            <decisionTable hitPolicy="FIRST"><input id="in1" label="points twice"><inputExpression typeRef="number"><text>twice</text></inputExpression></input><output id="out1" name="level" typeRef="string"/>
              <rule id="under"><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
              <rule id="over"><inputEntry><text>&gt;= 10</text></inputEntry><outputEntry><text>"{level}"</text></outputEntry></rule>
            </decisionTable></decision></definitions>
        """);

    private static DeploymentFile File(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));
}
