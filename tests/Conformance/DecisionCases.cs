using Peninsula.Conformance.Support;
using Peninsula.Decisions.Dmn.Tck;
using Xunit.Abstractions;

namespace Peninsula.Conformance;

/// <summary>The DMN Technology Compatibility Kit, where it lies beside the checkout.</summary>
public sealed class DecisionCases(ITestOutputHelper output)
{
    private const string Folder = "dmn-tck";

    // Its cases call Java, which a language without host access does not do.
    private const string NotRun = "0076-feel-external-java";

    [SharedFact(Folder)]
    public void Every_case_passes_but_those_that_call_Java()
    {
        var folders = TckRunner.Run(Folders.Shared(Folder)!);

        var cases = folders.SelectMany(folder => folder.Cases.Select(one => (Folder: folder.Name, Case: one))).ToList();
        output.WriteLine($"{cases.Count(one => one.Case.Failures.Count == 0)} of {cases.Count} cases pass");
        cases.Should().NotBeEmpty();
        cases.Where(one => one.Case.Failures.Count > 0 && !one.Folder.Contains(NotRun, StringComparison.Ordinal))
            .Select(one => $"{one.Folder} {one.Case.Id}")
            .Should().BeEmpty();
    }
}
