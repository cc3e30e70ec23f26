using System.Text;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel.Values;
using Xunit.Abstractions;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>Broken DMN files: always a report or a model that can be evaluated, never an exception.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string Seed = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="t">
          <itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
          <inputData id="i" name="points"><variable name="points" typeRef="number"/></inputData>
          <businessKnowledgeModel id="k" name="double"><variable name="double"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
          <decision id="twice" name="twice"><variable name="twice"/><informationRequirement><requiredInput href="#i"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression><text>double(points)</text></literalExpression></decision>
          <decision id="risk" name="risk"><variable name="risk" typeRef="tLevel"/><informationRequirement><requiredDecision href="#twice"/></informationRequirement>
            <decisionTable hitPolicy="FIRST"><input id="in1"><inputExpression typeRef="number"><text>twice</text></inputExpression></input><output id="out1" name="level" typeRef="string"><outputValues><text>"low", "high"</text></outputValues></output>
              <rule id="r1"><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
              <rule id="r2"><inputEntry><text>[10..20], not(null)</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
            </decisionTable></decision>
          <decision id="boxed" name="boxed"><variable name="boxed"/><context><contextEntry><variable name="a"/><literalExpression><text>1</text></literalExpression></contextEntry><contextEntry><list><literalExpression><text>a</text></literalExpression></list></contextEntry></context></decision>
        </definitions>
        """;

    private static readonly string[] Fragments =
    [
        "<decision>", "</decision>", "<text>", "</text>", "<filter>", "href=\"#risk\"", "id=\"i\"", "hitPolicy=\"COLLECT\"", "typeRef=\"tLevel\"", "&lt;", "\"", "1 +", "?", "<some>", "<for>",
        "<invocation>", "<relation>", "<conditional>", "<decisionService/>", "\0", "<![CDATA[", "xmlns=\"x\"",
    ];

    [Fact]
    public void Mutated_files_never_break_the_reader_or_the_evaluation()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RANDOM_SEED"), out var given) ? given : Environment.TickCount;
        var files = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_TRIES"), out var asked) ? asked : 3_000;
        var random = new Random(seed);
        var evaluated = 0;
        for (var i = 0; i < files; i++)
        {
            var file = Mutate(random);
            try
            {
                if (DmnModel.Read(file).Model is { } model)
                {
                    evaluated += model.Decisions.Count(decision => !model.Evaluate(decision.Id, FeelContext.Of(("points", 7)), Peninsula.Decisions.Tests.Feel.Expect.Environment).Value.IsNull);
                    _ = model.CheckTables();
                }
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"RANDOM_SEED={seed}, file {i}:\n{file}", broken);
            }
        }

        output.WriteLine($"DMN: RANDOM_SEED={seed} FUZZ_TRIES={files}: {evaluated} decisions evaluated to a value");
        evaluated.Should().BePositive();
    }

    private static string Mutate(Random random)
    {
        var text = new StringBuilder(Seed);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 40), text.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 2:
                    text.Insert(at, text.ToString(random.Next(text.Length - length), length));
                    break;
                default:
                    text[at] = (char)random.Next(32, 127);
                    break;
            }
        }

        return text.ToString();
    }
}
