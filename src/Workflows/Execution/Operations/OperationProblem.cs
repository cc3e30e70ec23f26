namespace Peninsula.Workflows.Execution.Operations;

/// <summary>One reason why an operation cannot be done on an instance.</summary>
/// <param name="Rule">A stable id of the rule, such as <c>not-mapped</c>.</param>
/// <param name="Message">What is wrong and what to do, in plain words.</param>
/// <param name="ElementId">The element concerned, or null.</param>
/// <param name="ElementKey">The element instance concerned, or null.</param>
public sealed record OperationProblem(string Rule, string Message, string? ElementId = null, long? ElementKey = null);
