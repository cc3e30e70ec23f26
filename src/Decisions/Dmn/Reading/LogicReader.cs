using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Model;
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
        if (element is DecisionElement decision)
        {
            decision.Logic = compiler.Compile(boxed.Expression(body));
            decision.Slots = compiler.Slots;
        }
        else if (element is KnowledgeElement knowledge)
        {
            knowledge.Logic = compiler.Compile(boxed.Function(body, knowledge.Name, knowledge.Type));
            knowledge.Slots = compiler.Slots;
        }

        ReportUnknown(compiler, boxed);
    }

    private void ReportUnknown(Compiler compiler, BoxedReader boxed)
    {
        foreach (var (name, position, isCalled, source) in compiler.External.Distinct())
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
            else if (element.Requirements.Count > 0)
            {
                // Without any requirement the table is fed by a process's variables, which are not known here.
                var suggestion = Spelling.Nearest(name, element.Requirements.Keys.Concat(context.Options.KnownNames));
                context.Problem(place, source.Text, position, $"nothing that is required is named '{name}'", suggestion);
            }
        }
    }
}
