using Peninsula.Decisions.Dmn.Execution;
using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Compilation;

namespace Peninsula.Decisions.Dmn.Model;

/// <summary>An element of a decision requirements graph that can be required by others (DMN 1.5, 6.3).</summary>
internal abstract class DrgElement(string id, string name, FeelType type)
{
    public string Id => id;

    public string Name => name;

    public FeelType Type => type;

    /// <summary>What is known of its value before evaluation.</summary>
    public virtual StaticType Outline => type.Outline();

    /// <summary>The decision tables of this element's logic.</summary>
    public List<DecisionTableNode> Tables { get; } = [];

    /// <summary>The names that this element's logic may use, and what they stand for.</summary>
    public Dictionary<string, Requirement> Requirements { get; } = new(StringComparer.Ordinal);
}

internal sealed class InputDataElement(string id, string name, FeelType type) : DrgElement(id, name, type);

internal sealed class DecisionElement(string id, string name, FeelType type) : DrgElement(id, name, type)
{
    public Code? Logic { get; set; }

    public int Slots { get; set; }

    public FeelSource Source { get; set; } = new("", name);

    /// <summary>The input data that this decision stands on, directly or not.</summary>
    public IReadOnlyList<string> Inputs()
    {
        var (found, seen, pending) = (new List<string>(), new HashSet<DrgElement>(), new Queue<DrgElement>([this]));
        while (pending.TryDequeue(out var element))
        {
            foreach (var required in element.Requirements.Values.SelectMany(r => r.Elements).Where(seen.Add))
            {
                pending.Enqueue(required);
                if (required is InputDataElement && !found.Contains(required.Name))
                {
                    found.Add(required.Name);
                }
            }
        }

        return found;
    }
}

internal sealed class KnowledgeElement(string id, string name, FeelType type, string[] parameters) : DrgElement(id, name, type)
{
    public override StaticType Outline => StaticType.FunctionOf(parameters, StaticType.Unknown);

    public Code? Logic { get; set; }

    public int Slots { get; set; }

    public FeelSource Source { get; set; } = new("", name);
}

internal sealed class ServiceElement(string id, string name, FeelType type) : DrgElement(id, name, type)
{
    public List<DecisionElement> Outputs { get; } = [];

    public override StaticType Outline => StaticType.FunctionOf([.. Parameters.Select(p => p.Name)], StaticType.Unknown);

    /// <summary>The parameters, in order: input data, then input decisions.</summary>
    public List<DrgElement> Parameters { get; } = [];
}

/// <summary>What a required name stands for: an element, or an import through which elements are reached.</summary>
internal abstract record Requirement
{
    public abstract IEnumerable<DrgElement> Elements { get; }

    public abstract StaticType Outline { get; }

    internal sealed record Direct(DrgElement Element) : Requirement
    {
        public override IEnumerable<DrgElement> Elements => [Element];

        public override StaticType Outline => Element.Outline;
    }

    internal sealed record Imported(Dictionary<string, DrgElement> Members) : Requirement
    {
        public override IEnumerable<DrgElement> Elements => Members.Values;

        public override StaticType Outline =>
            StaticType.ContextOf(Members.ToDictionary(m => m.Key, m => m.Value.Outline, StringComparer.Ordinal));
    }
}
