using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Model;
using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>Reads and compiles the logic of one decision or business knowledge model.</summary>
internal sealed class LogicReader(ReadingContext context, ItemTypes types, DrgElement element)
{
    public void Read(XElement source)
    {
        if (element is not (DecisionElement or KnowledgeElement))
        {
            return;
        }

        var boxed = new BoxedReader(context, types, element);
        var body = source.Child("encapsulatedLogic")
            ?? source.Elements().FirstOrDefault(e => BoxedReader.IsExpression(e.Name.LocalName));
        if (body is null)
        {
            return;
        }

        var compiler = new Compiler(context.Options.Host, types.Find);
        var check = new TypeCheck(Outline, context.Options.Host, types.Find);
        if (element is DecisionElement decision)
        {
            var node = boxed.Expression(body);
            decision.Logic = compiler.Compile(node);
            decision.Slots = compiler.Slots;
            check.Needed(node, decision.Outline, $"'{decision.Name}'");
        }
        else if (element is KnowledgeElement knowledge)
        {
            var node = boxed.Function(body, knowledge.Name, knowledge.Type);
            knowledge.Logic = compiler.Compile(node);
            knowledge.Slots = compiler.Slots;
            check.Of(node);
        }

        ReportUnknown(compiler, boxed);
        foreach (var finding in check.Findings.Distinct())
        {
            if (finding.Source is { } text && boxed.ElementOf(text) is { } place)
            {
                context.Problem(place, text.Text, finding.Position, finding.Message, finding.Suggestion);
            }
        }
    }

    /// <summary>What is known of a required name, or of one that was said to be known; null when the name is neither.</summary>
    private StaticType? Outline(string name) => element.Requirements.TryGetValue(name, out var requirement)
        ? requirement.Outline
        : context.Options.KnownNames.Contains(name) ? StaticType.Unknown : null;

    private void ReportUnknown(Compiler compiler, BoxedReader boxed)
    {
        foreach (var (name, position, isCalled, inFilter, source) in compiler.External.Distinct())
        {
            if (source is null || element.Requirements.ContainsKey(name) || context.Options.KnownNames.Contains(name)
                || boxed.ElementOf(source) is not { } place)
            {
                continue;
            }

            if (isCalled)
            {
                IEnumerable<string> functions = [.. Builtins.Names, .. context.Options.Host?.FunctionNames ?? [], .. element.Requirements.Keys];
                context.Problem(place, source.Text, position, $"there is no function '{name}'", Spelling.Nearest(name, functions));
            }
            else if (element.Requirements.Count > 0 && !inFilter)
            {
                // Without any requirement the table is fed by a process's variables, which are not known here.
                var suggestion = Spelling.Nearest(name, element.Requirements.Keys.Concat(context.Options.KnownNames));
                context.Problem(place, source.Text, position, $"nothing that is required is named '{name}'", suggestion);
            }
        }
    }
}
