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

        var cases = folders.SelectMany(folder => folder.Cases.Select(item => (Folder: folder.Name, Case: item))).ToList();
        output.WriteLine($"{cases.Count(pair => pair.Case.Failures.Count == 0)} of {cases.Count} cases pass");
        cases.Should().NotBeEmpty();
        cases.Where(pair => pair.Case.Failures.Count > 0 && !pair.Folder.Contains(NotRun, StringComparison.Ordinal))
            .Select(pair => $"{pair.Folder} {pair.Case.Id}")
            .Should().BeEmpty();
    }
}
