namespace Peninsula.Workflows.Execution.Steps;

/// <summary>The steps in an element instance's life. An incident names the one that is tried again.</summary>
public enum ElementStep
{
    /// <summary>Map inputs, set initial data, open boundary events and event sub-processes.</summary>
    Enter,
    /// <summary>Do the element's work, or begin to wait.</summary>
    Start,
    /// <summary>Map outputs.</summary>
    Complete,
    /// <summary>Choose the outgoing flows, end, and pass the tokens on.</summary>
    Leave,
}
