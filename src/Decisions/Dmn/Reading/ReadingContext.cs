using System.Xml.Linq;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>What the parts of the reader share: options, problems, known members, imported models.</summary>
internal sealed class ReadingContext
{
    private static readonly string[] MemberElements = ["itemComponent", "column", "output", "formalParameter"];

    private readonly List<DmnProblem> _problems = [];

    public ReadingContext(XElement definitions, DmnReadOptions options)
    {
        Options = options;
        Functions = Builtins.Table(options.Host);
        foreach (var import in definitions.Children("import"))
        {
            var model = options.Imports.FirstOrDefault(m => m.Namespace == import.Required("namespace"));
            if (model is not null)
            {
                Imports[FeelNames.Normalize(import.Required("name"))] = model;
            }
            else if (import.Required("importType").Contains("DMN", StringComparison.OrdinalIgnoreCase))
            {
                Problem(import, $"the imported model '{import.Required("namespace")}' was not given");
            }
        }

        var named = definitions.Descendants().Where(e => MemberElements.Contains(e.Name.LocalName))
            .Concat(definitions.Descendants().Where(e => e.Name.LocalName == "contextEntry").Select(e => e.Child("variable")).OfType<XElement>());
        Members =
        [
            .. named.Select(e => e.ValueOf("name")).OfType<string>().Select(FeelNames.Normalize)
                .Concat(Imports.Values.SelectMany(m => m.Elements.Select(e => e.Name).Concat(m.Members)))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    public DmnReadOptions Options { get; }

    public NameTable Functions { get; }

    public Dictionary<string, DmnModel> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that may follow a dot.</summary>
    public string[] Members { get; }

    public IReadOnlyList<DmnProblem> Problems => _problems;

    public void Problem(XElement element, string message, IEnumerable<string>? candidates = null, string? name = null)
    {
        var owner = element.AncestorsAndSelf().First(e => e.ValueOf("id") is not null || e.Parent is null);
        var named = element.AncestorsAndSelf().FirstOrDefault(e => e.ValueOf("name") is not null);
        _problems.Add(new DmnProblem(
            message,
            owner.ValueOf("id"),
            named?.ValueOf("name"),
            element.Line(),
            0,
            candidates is null ? null : Spelling.Nearest(name!, candidates)));
    }

    public void Problem(XElement element, string text, int position, string message, string? suggestion)
    {
        Problem(element, message);
        var (line, column) = FeelSource.LineAndColumn(text, position);
        var textElement = element.Child("text") ?? element;
        _problems[^1] = _problems[^1] with { Line = textElement.Line() + line - 1, Column = column, Suggestion = suggestion };
    }

    /// <summary>A type of an imported model, named as <c>import.type</c>.</summary>
    public FeelType? FindImportedType(string name)
    {
        foreach (var (import, model) in Imports)
        {
            var prefix = import.Length == 0 ? "" : import + ".";
            if (name.StartsWith(prefix, StringComparison.Ordinal) && model.Types?.Find(name[prefix.Length..]) is { } type)
            {
                return type;
            }
        }

        return null;
    }
}
