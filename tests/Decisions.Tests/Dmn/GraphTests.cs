using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Tests.Feel;

namespace Peninsula.Decisions.Tests.Dmn;

public class GraphTests
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:test">
          <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..18]</text></allowedValues></itemDefinition>
          <inputData id="i1" name="child age"><variable name="child age" typeRef="tAge"/></inputData>
          <businessKnowledgeModel id="b1" name="points for">
            <encapsulatedLogic><formalParameter name="years" typeRef="number"/>
              <literalExpression><text>if years &lt; 13 then 3 else 1</text></literalExpression></encapsulatedLogic>
          </businessKnowledgeModel>
          <decision id="d1" name="Score">
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
            <invocation><literalExpression><text>points for</text></literalExpression>
              <binding><parameter name="years"/><literalExpression><text>child age</text></literalExpression></binding></invocation>
          </decision>
          <decision id="d2" name="Summary">
            <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
            <context>
              <contextEntry><variable name="total points"/><literalExpression><text>Score * 2</text></literalExpression></contextEntry>
              <contextEntry><literalExpression><text>total points + 1</text></literalExpression></contextEntry>
            </context>
          </decision>
        </definitions>
        """;

    [Theory]
    [InlineData("Score", "3")]
    [InlineData("d2", "7")]
    public void Evaluates_what_a_decision_requires(string decision, string expected) => Read()
        .Evaluate(decision, Expect.Scope("""{"child age": 9}"""), Expect.Environment).Value.ToString().Should().Be(expected);

    [Fact]
    public void Lists_the_inputs_that_a_decision_stands_on() =>
        Read().Decisions.Single(d => d.Name == "Summary").Inputs.Should().Equal("child age");

    [Fact]
    public void Refuses_a_value_that_is_not_allowed() => Read()
        .Evaluate("Score", Expect.Scope("""{"child age": 40}"""), Expect.Environment)
        .Reasons.Should().Contain(r => r.Contains("'child age' was 40, which is not of its type", StringComparison.Ordinal));

    [Fact]
    public void Ends_a_circle_of_requirements()
    {
        var xml = Model.Replace("href=\"#i1\"", "href=\"#d2\"", StringComparison.Ordinal).Replace("child age</text>", "Summary</text>", StringComparison.Ordinal);
        DmnModel.Read(xml).Model!.Evaluate("Score", Expect.Scope("{}"), Expect.Environment)
            .Reasons.Should().Contain(r => r.Contains("requires itself", StringComparison.Ordinal));
    }

    private static DmnModel Read()
    {
        var reading = DmnModel.Read(Model);
        reading.Problems.Should().BeEmpty();
        return reading.Model!;
    }
}
