namespace Peninsula.Workflows.Runtime;

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
public sealed record DeploymentProblem(string File, string Message, string? ElementId = null, string? ElementName = null, int Line = 0);

/// <summary>What a deployment gave: everything, or every problem of every file and nothing deployed.</summary>
/// <param name="Resources">The versions that now stand for the files: new ones, and for unchanged files those from before.</param>
/// <param name="Problems">Everything that is wrong; empty when deployed.</param>
public sealed record DeploymentResult(IReadOnlyList<DeployedResource> Resources, IReadOnlyList<DeploymentProblem> Problems)
{
    /// <summary>Whether the files are deployed.</summary>
    public bool IsDeployed => Problems.Count == 0;
}
