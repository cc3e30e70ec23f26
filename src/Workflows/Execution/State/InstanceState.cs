namespace Peninsula.Workflows.Execution;

/// <summary>The state of one process instance: its events applied in order. Never changes for whoever holds it.</summary>
public sealed partial class InstanceState
{
    /// <summary>Key of the instance, and of its root scope.</summary>
    public long Key { get; internal set; }
}
