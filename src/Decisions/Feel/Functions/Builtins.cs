using System.Diagnostics.CodeAnalysis;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Every built-in function of FEEL, by name (DMN 1.5, 10.3.4).</summary>
internal static class Builtins
{
    private static readonly Dictionary<string, Builtin> Functions = Collect();

    public static IReadOnlyCollection<string> Names => Functions.Keys;

    public static bool TryGet(string name, [NotNullWhen(true)] out FeelFunction? function)
    {
        function = Functions.GetValueOrDefault(name);
        return function is not null;
    }

    /// <summary>The names that are longer than one word, and the host's, for the parser.</summary>
    public static NameTable Table(IFeelHost? host)
    {
        var table = new NameTable();
        foreach (var name in host is null ? Names : Names.Concat(host.FunctionNames))
        {
            if (!FeelNames.IsPlain(name))
            {
                table.Add(name);
            }
        }

        return table;
    }

    private static Dictionary<string, Builtin> Collect()
    {
        var collector = new Collector();
        BooleanFunctions.AddTo(collector);
        ConversionFunctions.AddTo(collector);
        StringFunctions.AddTo(collector);
        NumberFunctions.AddTo(collector);
        RegexFunctions.AddTo(collector);
        ListFunctions.AddTo(collector);
        AggregateFunctions.AddTo(collector);
        ContextFunctions.AddTo(collector);
        CalendarFunctions.AddTo(collector);
        RangeFunctions.AddTo(collector);
        DialectFunctions.AddTo(collector);
        return collector.Build();
    }

    /// <summary>Gathers signatures under their names.</summary>
    internal sealed class Collector
    {
        private readonly Dictionary<string, List<Signature>> _signatures = new(StringComparer.Ordinal);

        public void Add(string name, string parameters, BuiltinBody body)
        {
            if (!_signatures.TryGetValue(name, out var list))
            {
                _signatures[name] = list = [];
            }

            list.Add(new Signature(parameters, body));
        }

        public Dictionary<string, Builtin> Build() =>
            _signatures.ToDictionary(s => s.Key, s => new Builtin(s.Key, [.. s.Value]), StringComparer.Ordinal);
    }
}
