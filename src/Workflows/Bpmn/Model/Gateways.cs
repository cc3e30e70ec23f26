namespace Peninsula.Workflows.Bpmn.Model;

/// <summary>A gateway (BPMN 2.0.2 clauses 10.6 and 13.4).</summary>
public abstract class Gateway : FlowNode
{
    /// <summary>The default sequence flow, or null. Only exclusive, inclusive and complex gateways have one.</summary>
    public SequenceFlow? Default { get; internal set; }
}

/// <summary>Takes the first flow whose condition holds, else the default.</summary>
public sealed class ExclusiveGateway : Gateway
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.ExclusiveGateway;
}

/// <summary>Waits for a token on every incoming flow, then takes every outgoing one.</summary>
public sealed class ParallelGateway : Gateway
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.ParallelGateway;
}

/// <summary>Takes every flow whose condition holds; joins the tokens that can still arrive.</summary>
public sealed class InclusiveGateway : Gateway
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.InclusiveGateway;
}

/// <summary>Joins by its activation condition.</summary>
public sealed class ComplexGateway : Gateway
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.ComplexGateway;

    /// <summary>The activation condition, or null.</summary>
    public Expression? ActivationCondition { get; init; }
}

/// <summary>Waits for the first of the events that follow it.</summary>
public sealed class EventBasedGateway : Gateway
{
    /// <inheritdoc/>
    public override ElementKind Kind => ElementKind.EventBasedGateway;

    /// <summary>Whether it starts an instance of its process.</summary>
    public bool Instantiate { get; init; }

    /// <summary>Whether all events must occur to complete the start (instantiating parallel event gateway).</summary>
    public bool Parallel { get; init; }
}
