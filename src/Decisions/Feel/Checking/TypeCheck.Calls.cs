using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

internal sealed partial class TypeCheck
{
    private StaticType Call(CallNode node)
    {
        var arguments = node.Arguments.Select(Of).ToArray();
        if (node.Function is not NameNode { Name: var name })
        {
            return Called(Of(node.Function), node, "this");
        }

        var known = Name(name);
        if (_locals.Exists(l => l.Name == name) || external(name) is not null)
        {
            return Called(known, node, $"'{name}'");
        }

        if (Builtins.TryGet(name, out var function) && function is Builtin builtin)
        {
            var complaint = node.Names.Count == 0 ? builtin.Complaint(arguments) : builtin.Complaint(node.Names, arguments);
            if ((complaint ?? LiteralCheck.Complaint(name, node)) is { } wrong)
            {
                Report(node.Position, $"{name}: {wrong}", Misnamed(node, builtin.Signatures.SelectMany(s => s.Names)));
            }

            return BuiltinResults.Of(name, arguments);
        }

        if (host is not null && host.TryGetFunction(name, out var hosted))
        {
            HostCall(node, hosted);
        }

        return StaticType.Unknown;
    }

    private StaticType Called(StaticType function, CallNode node, string what)
    {
        if (!function.IsNull && !function.Could(FeelKind.Function))
        {
            Report(node.Position, $"{what} is {function}, not a function");
        }
        else if (function.Parameters is { } parameters && !Fits(node, parameters))
        {
            Report(
                node.Position,
                $"{what} needs {(parameters.Count == 0 ? "no arguments" : string.Join(", ", parameters))}",
                Misnamed(node, parameters));
        }

        return function.Result ?? StaticType.Unknown;
    }

    private static bool Fits(CallNode node, IReadOnlyList<string> parameters) => node.Arguments.Count == parameters.Count
        && node.Names.All(name => parameters.IndexOfName(name) >= 0);

    private void HostCall(CallNode node, FeelFunction function)
    {
        if (node.Arguments.Count > function.Parameters.Count || node.Names.Any(name => function.Parameters.IndexOfName(name) < 0))
        {
            Report(
                node.Position,
                $"{function.Name} takes {string.Join(", ", function.Parameters)}",
                Misnamed(node, function.Parameters));
        }
    }

    private static string? Misnamed(CallNode node, IEnumerable<string> parameters)
    {
        string[] known = [.. parameters];
        return node.Names.FirstOrDefault(name => known.IndexOfName(name) < 0) is { } wrong ? Spelling.Nearest(wrong, known) : null;
    }
}
