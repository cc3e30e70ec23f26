using Peninsula.Decisions.Dmn.Model;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Execution;

/// <summary>
/// One evaluation of a requirements graph. A decision is evaluated when its value is first asked for, and once.
/// </summary>
internal sealed class DecisionRun(Evaluation evaluation, DmnModel model, FeelContext inputs, List<DecisionOutcome> outcomes)
{
    private const int MostOutcomes = 1000;

    private static readonly FeelSource Outside = new("", null);

    private readonly Dictionary<DrgElement, FeelValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<DrgElement> _active = new(ReferenceEqualityComparer.Instance);

    public FeelContext Inputs => inputs;

    public DmnModel Model => model;

    public List<DecisionOutcome> Outcomes => outcomes;

    public static DecisionResult Evaluate(DmnModel model, DrgElement element, FeelContext inputs, FeelEnvironment environment)
    {
        var evaluation = Evaluation.Rent(FeelContext.Empty, environment, Outside, 0);
        var tables = new List<TableOutcome>();
        evaluation.Observer = tables;
        var run = new DecisionRun(evaluation, model, inputs, []);
        try
        {
            var value = run.ValueOf(element);
            if (element is ServiceElement or KnowledgeElement && value.TryGetFunction(out var function))
            {
                FeelValue[] arguments = [.. function.Parameters.Select(p => inputs[p])];
                value = function.Invoke(evaluation, arguments, 0);
            }

            return new DecisionResult(value, tables, evaluation.TakeReasons()) { Decisions = run.Outcomes };
        }
        catch (FeelLimitException limit)
        {
            return new DecisionResult(default, tables, [.. evaluation.TakeReasons(), limit.Message]) { Decisions = run.Outcomes };
        }
        finally
        {
            evaluation.Return();
        }
    }

    /// <summary>Gives an element its value from outside.</summary>
    public void Set(DrgElement element, FeelValue value) => _values[element] = value;

    public FeelValue ValueOf(DrgElement element)
    {
        if (_values.TryGetValue(element, out var known))
        {
            return known;
        }

        if (!_active.Add(element))
        {
            return evaluation.Null(0, $"'{element.Name}' requires itself");
        }

        var value = element switch
        {
            InputDataElement input => Input(input),
            DecisionElement { Logic: { } logic } decision => Run(decision, logic, decision.Slots, decision.Source),
            KnowledgeElement { Logic: { } logic } knowledge => Run(knowledge, logic, knowledge.Slots, knowledge.Source),
            ServiceElement service => new ServiceFunction(service, this),
            _ => evaluation.Null(0, $"'{element.Name}' has no logic"),
        };
        _active.Remove(element);
        _values[element] = value;
        if (element is DecisionElement && outcomes.Count < MostOutcomes)
        {
            outcomes.Add(new DecisionOutcome(element.Id, element.Name, value, OwnTable(element)));
        }

        return value;
    }

    private TableOutcome? OwnTable(DrgElement element) => element.Tables.Count == 0
        ? null
        : (evaluation.Observer as List<TableOutcome>)?.FindLast(table => table.ElementId == element.Id && table.ElementName == element.Name);

    private FeelValue Run(DrgElement element, Code logic, int slots, FeelSource source)
    {
        var frame = evaluation.Enter(new RequirementScope(this, element), source, [], slots);
        var value = logic.Evaluate(evaluation);
        evaluation.Leave(frame);
        return element is DecisionElement ? Coerce(element, value, "gave") : value;
    }

    private FeelValue Input(InputDataElement input) => TryInput(input, out var value)
        ? Coerce(input, value, "was")
        : evaluation.Null(0, $"no value was given for the input '{input.Name}'");

    /// <summary>
    /// An input of an imported model is given as the import's entry, or as <c>import.name</c>; two imports may have inputs
    /// of one name. Where it is not, its bare name is enough.
    /// </summary>
    private bool TryInput(InputDataElement input, out FeelValue value)
    {
        if (model.ImportOf(input) is { } import
            && (inputs.TryGet($"{import}.{input.Name}", out value)
                || (inputs.TryGet(import, out var entries) && entries.TryGetContext(out var context) && context.TryGet(input.Name, out value))))
        {
            return true;
        }

        return inputs.TryGet(input.Name, out value);
    }

    private FeelValue Coerce(DrgElement element, FeelValue value, string verb) =>
        element.Type.TryCoerce(value, out var coerced)
            ? coerced
            : evaluation.Null(0, $"'{element.Name}' {verb} {FeelText.Brief(value)}, which is not of its type");
}

/// <summary>
/// The names of one element's logic: what it requires, and otherwise the inputs that the model does not declare, so
/// that a table drawn without a requirements graph finds a process's variables.
/// </summary>
internal sealed class RequirementScope(DecisionRun run, DrgElement element) : IFeelScope
{
    public bool TryGet(string name, out FeelValue value)
    {
        value = default;
        if (!element.Requirements.TryGetValue(name, out var requirement))
        {
            return run.Inputs.TryGet(name, out value);
        }

        if (requirement is Requirement.Direct direct)
        {
            value = run.ValueOf(direct.Element);
            return true;
        }

        var builder = new FeelContext.Builder(4);
        foreach (var (member, required) in ((Requirement.Imported)requirement).Members)
        {
            builder.Set(member, run.ValueOf(required));
        }

        value = builder.Build();
        return true;
    }
}

/// <summary>A decision service as a function (DMN 1.5, 10.4).</summary>
internal sealed class ServiceFunction(ServiceElement service, DecisionRun outer)
    : FeelFunction(service.Name, [.. service.Parameters.Select(p => p.Name)])
{
    internal override FeelValue Invoke(Evaluation evaluation, ReadOnlySpan<FeelValue> arguments, int position)
    {
        if (arguments.Length != service.Parameters.Count)
        {
            return evaluation.Null(
                position, $"{this} needs {service.Parameters.Count} arguments, not {arguments.Length}");
        }

        var run = new DecisionRun(evaluation, outer.Model, outer.Inputs, outer.Outcomes);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!service.Parameters[i].Type.TryCoerce(arguments[i], out var argument))
            {
                return evaluation.Null(position, $"'{Parameters[i]}' of {this} cannot be {FeelText.Brief(arguments[i])}");
            }

            run.Set(service.Parameters[i], argument);
        }

        return Outputs(run, evaluation);
    }

    private FeelValue Outputs(DecisionRun run, Evaluation evaluation)
    {
        evaluation.Step();
        if (service.Outputs.Count == 1)
        {
            return Coerce(evaluation, run.ValueOf(service.Outputs[0]));
        }

        var builder = new FeelContext.Builder(service.Outputs.Count);
        foreach (var output in service.Outputs)
        {
            builder.Set(output.Name, run.ValueOf(output));
        }

        return Coerce(evaluation, builder.Build());
    }

    private FeelValue Coerce(Evaluation evaluation, FeelValue value) => service.Type.TryCoerce(value, out var coerced)
        ? coerced
        : evaluation.Null(0, $"'{service.Name}' gave {FeelText.Brief(value)}, which is not of its type");
}
