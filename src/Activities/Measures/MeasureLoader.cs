using Peninsula.Activities.Reading;
using Peninsula.Decisions.Feel;

namespace Peninsula.Activities.Measures;

/// <summary>Reads <c>kpis.json</c>: every condition is compiled, and names that no stored fact has are refused.</summary>
internal static class MeasureLoader
{
    public const string FileName = "kpis.json";

    private static readonly Dictionary<string, FactKind> Facts = new()
    {
        ["tasks"] = FactKind.Tasks,
        ["escalations"] = FactKind.Escalations,
        ["cases"] = FactKind.Cases,
        ["entries"] = FactKind.Entries,
    };

    private static readonly Dictionary<string, MeasureKind> Kinds = new()
    {
        ["count"] = MeasureKind.Count,
        ["share"] = MeasureKind.Share,
        ["median"] = MeasureKind.Median,
        ["longest"] = MeasureKind.Longest,
    };

    public static MeasureCatalog Load(string folder, List<DataProblem> all)
    {
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is not { } root)
        {
            return new MeasureCatalog([]);
        }

        var read = new List<(Measure? Measure, DataRow Row, string? Beside)>();
        foreach (var row in root.Rows("measures", "a measure"))
        {
            var measure = Read(row);
            if (measure is not null && read.Any(other => other.Measure?.Key == measure.Key))
            {
                row.Problem($"measure \"{measure.Key}\" is given twice");
            }

            read.Add((measure, row, measure?.ReadBeside));
        }

        root.Close();
        var keys = read.Select(measure => measure.Measure?.Key).ToHashSet();
        foreach (var (_, row, beside) in read.Where(measure => measure.Beside is not null && !keys.Contains(measure.Beside)))
        {
            row.ProblemAt(row.LineOf("readBeside"), $"unknown measure \"{beside}\"");
        }

        return new MeasureCatalog(read.Select(measure => measure.Measure).OfType<Measure>());
    }

    private static Measure? Read(DataRow row)
    {
        var key = row.Text("key");
        var (title, definition, unit) = (row.Text("title"), row.Text("definition"), row.Text("unit"));
        var of = row.OneOf("of", Facts);
        var kind = row.OneOf("kind", Kinds);
        var conditions = new Conditions(row, key, of);
        var numerator = conditions.Read("numerator", required: true);
        var denominator = conditions.Read("denominator", required: kind == MeasureKind.Share);
        var value = conditions.Read("value", required: kind is MeasureKind.Median or MeasureKind.Longest);
        var by = row.Texts("by", required: true);
        var beside = row.OptionalText("readBeside");
        var confirm = row.Flag("confirmLocally", required: true);
        row.Close();
        foreach (var name in by.Where(name => !FactNames.Of(of).Contains(name)))
        {
            row.ProblemAt(row.LineOf("by"), $"measure {key}: {of.ToString().ToLowerInvariant()} have no \"{name}\" to split by");
        }

        return key.Length == 0 || numerator is null ? null : new Measure
        {
            Key = key,
            Title = title,
            Definition = definition,
            Unit = unit,
            Of = of,
            Kind = kind,
            Numerator = numerator,
            Denominator = denominator,
            Value = value,
            By = by,
            ReadBeside = beside,
            ConfirmLocally = confirm,
        };
    }

    private sealed class Conditions(DataRow row, string key, FactKind of)
    {
        public FeelExpression? Read(string field, bool required)
        {
            var text = required ? row.Text(field) : row.OptionalText(field);
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var compiled = FeelExpression.Compile(text, new FeelCompileOptions { KnownNames = FactNames.Of(of), RefuseUnknownNames = true });
            foreach (var problem in compiled.Problems)
            {
                row.ProblemAt(row.LineOf(field), $"measure {key}, {field}: {problem.Message}");
            }

            return compiled.Expression;
        }
    }
}
