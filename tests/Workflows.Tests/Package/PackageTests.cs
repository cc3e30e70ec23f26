using Peninsula.Tests.Approval;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Package;

/// <summary>What the engine offers to whoever builds on it.</summary>
public sealed class PackageTests
{
    [Fact]
    public void Offers_what_was_approved()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Package");
        var found = PublicApi.Of(typeof(WorkflowEngine).Assembly).ToArray();
        File.WriteAllLines(Path.Combine(folder, "PublicApi.found.txt"), found);

        // If the change is meant, take PublicApi.found.txt from the tests' output for PublicApi.approved.txt.
        found.Should().Equal(File.ReadAllLines(Path.Combine(folder, "PublicApi.approved.txt")));
    }
}
