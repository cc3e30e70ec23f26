using Peninsula.Decisions.Feel;

namespace Peninsula.Workflows.Runtime.Deploying;

/// <summary>Says of files what deploying them would say, without deploying anything.</summary>
public static class DeploymentCheck
{
    /// <summary>Checks one file by its own contents.</summary>
    /// <param name="file">The file.</param>
    /// <param name="feel">The host whose functions expressions may call, or null.</param>
    public static DeploymentResult Check(DeploymentFile file, IFeelHost? feel)
    {
        var findings = new FileFindings();
        FileReading.Read([file], feel, findings);
        return new DeploymentResult([], findings.Problems) { Warnings = findings.Warnings };
    }
}
