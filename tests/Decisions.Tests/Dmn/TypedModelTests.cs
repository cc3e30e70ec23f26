using Peninsula.Decisions.Dmn;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>What a model says of types is used when it is read.</summary>
public class TypedModelTests
{
    [Theory]
    [InlineData("age + \"x\"", "cannot add a number and a string", null)]
    [InlineData("if age = \"13\" then 1 else 2", "cannot compare a number and a string", null)]
    [InlineData("child.nmae", "the context has no entry 'nmae'", "name")]
    [InlineData("aeg + 1", "nothing that is required is named 'aeg'", "age")]
    [InlineData("points for(1, 2)", "'points for' needs years", null)]
    [InlineData("points for(yeers: 1)", "'points for' needs years", "years")]
    [InlineData("\"text\"", "'D' must be a number, not a string", null)]
    [InlineData("string lenght(child.name)", "expected the end of the expression, found 'lenght'", "string length")]
    public void Refuses(string expression, string message, string? suggestion)
    {
        var problem = Read(expression).Problems.Should().ContainSingle().Subject;
        (problem.Message, problem.Suggestion, problem.ElementName, problem.Line).Should().Be((message, suggestion, "D", 12));
        problem.Column.Should().BePositive();
    }

    [Theory]
    [InlineData("age + string length(child.name)")]
    [InlineData("points for(age) + points for(years: 2)")]
    [InlineData("[child][age > 3][1].age")]
    [InlineData("if child.name = \"A\" then age else null")]
    public void Lets_pass(string expression) => Read(expression).Problems.Should().BeEmpty();

    private static DmnReading Read(string expression) => DmnModel.Read($"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="m">
          <itemDefinition name="tChild"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
          <inputData id="i1" name="age"><variable name="age" typeRef="number"/></inputData>
          <inputData id="i2" name="child"><variable name="child" typeRef="tChild"/></inputData>
          <businessKnowledgeModel id="b1" name="points for"><encapsulatedLogic><formalParameter name="years" typeRef="number"/>
              <literalExpression><text>years * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
          <decision id="d" name="D"><variable name="D" typeRef="number"/>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
            <literalExpression>
              <text>{expression.Replace("<", "&lt;", StringComparison.Ordinal)}</text></literalExpression></decision>
        </definitions>
        """);
}
