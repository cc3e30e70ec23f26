using Peninsula.Decisions.Dmn.Analysis;
using Peninsula.Decisions.Dmn.Execution;
using Peninsula.Decisions.Dmn.Model;
using Peninsula.Decisions.Dmn.Reading;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn;

/// <summary>
/// A DMN model (1.2 to 1.5), read and compiled once. It can be evaluated any number of times and from any thread.
/// </summary>
public sealed class DmnModel
{
    private readonly Dictionary<DrgElement, string> _importOf;
    private readonly Dictionary<string, DrgElement> _byId;
    private readonly Dictionary<string, DrgElement> _byName;

    internal DmnModel(
        string id,
        string name,
        string modelNamespace,
        IReadOnlyList<DrgElement> elements,
        ItemTypes types,
        IReadOnlyList<string> members,
        IReadOnlyDictionary<string, DmnModel> imports)
    {
        _importOf = imports.Where(i => i.Key.Length > 0)
            .SelectMany(i => i.Value.Elements.Select(e => (Element: e, Import: i.Key)))
            .DistinctBy(e => e.Element)
            .ToDictionary(e => e.Element, e => e.Import);
        Id = id;
        Types = types;
        Members = members;
        Name = name;
        Namespace = modelNamespace;
        Elements = elements;
        _byId = elements.Where(e => e.Id.Length > 0).DistinctBy(e => e.Id).ToDictionary(e => e.Id, StringComparer.Ordinal);
        _byName = elements.DistinctBy(e => e.Name).ToDictionary(e => e.Name, StringComparer.Ordinal);
        Decisions = [.. elements.OfType<DecisionElement>().Select(d => new DmnDecision(d.Id, d.Name, d.Inputs()))];
        DecisionServices = [.. elements.OfType<ServiceElement>().Select(s => s.Name)];
    }

    /// <summary>The id of the file's definitions; its name when it has none.</summary>
    public string Id { get; }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The model's namespace, by which other models import it.</summary>
    public string Namespace { get; }

    /// <summary>The decisions, in the order of the file.</summary>
    public IReadOnlyList<DmnDecision> Decisions { get; }

    /// <summary>The names of the decision services.</summary>
    public IReadOnlyList<string> DecisionServices { get; }

    internal IReadOnlyList<DrgElement> Elements { get; }

    internal ItemTypes Types { get; }

    /// <summary>Names that may follow a dot when another model imports this one.</summary>
    internal IReadOnlyList<string> Members { get; }

    /// <summary>
    /// Reads a model. All problems are reported at once. A model with problems in its expressions can still be
    /// evaluated (what is broken gives null), but must not be deployed; one whose XML cannot be read is null.
    /// </summary>
    public static DmnReading Read(string xml, DmnReadOptions? options = null) =>
        new ModelReader(options ?? new DmnReadOptions()).Read(xml);

    /// <summary>
    /// Evaluates a decision, and first those that it requires. Never throws: what goes wrong becomes null with a
    /// reason; an unknown decision gives null too.
    /// </summary>
    /// <param name="decision">The decision's id or name.</param>
    /// <param name="inputs">The input data, by name.</param>
    /// <param name="environment">The clock, the host's functions and the limits.</param>
    public DecisionResult Evaluate(string decision, FeelContext inputs, FeelEnvironment environment) =>
        (_byId.GetValueOrDefault(decision) ?? _byName.GetValueOrDefault(decision)) is DecisionElement element
            ? DecisionRun.Evaluate(this, element, inputs, environment)
            : DecisionResult.Failed($"the model has no decision '{decision}'");

    /// <summary>
    /// Evaluates a decision service: the values of its input data and input decisions are given, its output decisions
    /// come back, one as itself, several as a context.
    /// </summary>
    public DecisionResult EvaluateService(string service, FeelContext inputs, FeelEnvironment environment) =>
        (_byId.GetValueOrDefault(service) ?? _byName.GetValueOrDefault(service)) is ServiceElement element
            ? DecisionRun.Evaluate(this, element, inputs, environment)
            : DecisionResult.Failed($"the model has no decision service '{service}'");

    /// <summary>
    /// Looks for inputs that the model's decision tables leave out or decide twice, and for rules that nothing reaches.
    /// Tables are checked whose cells compare with constants; at most 20 findings are given for a table.
    /// </summary>
    public IReadOnlyList<TableFinding> CheckTables() => [.. Elements.SelectMany(e => e.Tables).SelectMany(TableCheck.Of)];

    /// <summary>A decision service or a business knowledge model, its parameters given by name.</summary>
    internal DecisionResult EvaluateInvocable(string name, FeelContext inputs, FeelEnvironment environment) =>
        _byName.GetValueOrDefault(name) is { } element and not InputDataElement
            ? DecisionRun.Evaluate(this, element, inputs, environment)
            : DecisionResult.Failed($"the model has nothing to invoke named '{name}'");

    /// <summary>The name of the import by which an element of another model is reached from here; null for one's own.</summary>
    internal string? ImportOf(DrgElement element) => _importOf.GetValueOrDefault(element);

    internal DrgElement? FindById(string id) => _byId.GetValueOrDefault(id);
}
