using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Checking;

/// <summary>The checks of an expression that stands alone: names, then types.</summary>
internal static class ExpressionCheck
{
    public static IReadOnlyList<FeelProblem> Of(string text, FeelNode tree, Compiler compiler, FeelCompileOptions options)
    {
        if (!options.RefuseUnknownNames && !options.CheckTypes)
        {
            return [];
        }

        var problems = new List<FeelProblem>();
        var known = options.KnownNames.Select(FeelNames.Normalize).ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in compiler.External.Where(name => name.Name != "?" && !name.InFilter && !known.Contains(name.Name)))
        {
            if (Unknown(text, unknown, known, options) is { } problem)
            {
                problems.Add(problem);
            }
        }

        if (options.CheckTypes)
        {
            var types = Types(options);
            var check = new TypeCheck(name => types.GetValueOrDefault(name) ?? (known.Contains(name) ? StaticType.Unknown : null), options.Host);
            check.Of(tree);
            problems.AddRange(check.Findings.Select(f => At(text, f.Position, f.Message, f.Suggestion)));
        }

        return problems;
    }

    private static FeelProblem? Unknown(string text, UnknownName name, HashSet<string> known, FeelCompileOptions options)
    {
        IEnumerable<string> functions = [.. Builtins.Names, .. options.Host?.FunctionNames ?? []];
        if (name.IsCalled)
        {
            return DialectFunctions.Refused.TryGetValue(name.Name, out var refused)
                ? At(text, name.Position, refused, null)
                : At(text, name.Position, $"there is no function '{name.Name}'", Spelling.Nearest(name.Name, functions));
        }

        var near = Spelling.Nearest(name.Name, known);
        return options.RefuseUnknownNames || (near is not null && Spelling.IsSlip(name.Name, near))
            ? At(text, name.Position, $"nothing is named '{name.Name}'", near) with
            {
                Severity = options.RefuseUnknownNames ? FeelSeverity.Error : FeelSeverity.Warning,
            }
            : null;
    }

    private static Dictionary<string, StaticType> Types(FeelCompileOptions options)
    {
        var types = new Dictionary<string, StaticType>(StringComparer.Ordinal);
        foreach (var (name, type) in options.KnownTypes)
        {
            types[FeelNames.Normalize(name)] = TypeText.Read(type);
        }

        return types;
    }

    private static FeelProblem At(string text, int position, string message, string? suggestion)
    {
        var (line, column) = FeelSource.LineAndColumn(text, position);
        return new FeelProblem(message, line, column, suggestion);
    }
}
