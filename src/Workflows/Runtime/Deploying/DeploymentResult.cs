namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>A file to deploy.</summary>
/// <param name="Name">Its name; the ending says what it is: <c>.bpmn</c>, <c>.dmn</c> or <c>.form</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record DeploymentFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>One thing wrong in a file that was to be deployed.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="ElementId">The element concerned, or null for the file.</param>
/// <param name="ElementName">Its name, or null.</param>
/// <param name="Line">Line in the file, from 1; 0 when unknown.</param>
/// <param name="Column">Column in the expression concerned, from 1; 0 when it is not about an expression.</param>
/// <param name="Suggestion">A name that was perhaps meant, or null.</param>
public sealed record DeploymentProblem(
    string File, string Message, string? ElementId = null, string? ElementName = null, int Line = 0, int Column = 0, string? Suggestion = null)
{
    /// <summary>The id is another's.</summary>
    internal static DeploymentProblem Taken(string file, string id) =>
        new(file, $"The id \"{id}\" is taken by something that you do not look after. Deploy under an id of your own.");

    /// <summary>The problem on one line.</summary>
    public override string ToString()
    {
        var place = Column > 0 ? $"line {Line}, column {Column}: " : Line > 0 ? $"line {Line}: " : "";
        var element = ElementId is null ? ElementName is null ? "" : ElementName + ": " : ElementName is null ? ElementId + ": " : $"{ElementName} ({ElementId}): ";
        return place + element + Message;
    }
}

/// <summary>What a deployment gave: everything, or every problem of every file and nothing deployed.</summary>
/// <param name="Resources">The versions that now stand for the files: new ones, and for unchanged files those from before.</param>
/// <param name="Problems">Everything that is wrong; empty when deployed.</param>
public sealed record DeploymentResult(IReadOnlyList<DeployedResource> Resources, IReadOnlyList<DeploymentProblem> Problems)
{
    /// <summary>What was deployed, but looks like a slip.</summary>
    public IReadOnlyList<DeploymentProblem> Warnings { get; init; } = [];

    /// <summary>Whether the files are deployed.</summary>
    public bool IsDeployed => Problems.Count == 0;
}
