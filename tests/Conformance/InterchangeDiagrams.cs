using Peninsula.Conformance.Support;
using Xunit.Abstractions;

namespace Peninsula.Conformance;

/// <summary>The reference diagrams of the BPMN Model Interchange Working Group.</summary>
public sealed class InterchangeDiagrams(ITestOutputHelper output)
{
    private const string Folder = "miwg";

    public static IEnumerable<object[]> Diagrams => Folders.Files(Folders.Shared(Folder), "*.bpmn");

    [SharedTheory(Folder)]
    [MemberData(nameof(Diagrams))]
    public async Task Is_valid(string diagram)
    {
        var (status, said, _) = await Terminal.RunAsync("validate", Path.Combine(Folders.Shared(Folder)!, diagram));

        status.Should().Be(0, said);
    }

    [SharedFact(Folder)]
    public async Task The_command_says_how_many_it_read()
    {
        var (_, said, _) = await Terminal.RunAsync("validate", Folders.Shared(Folder)!);

        output.WriteLine(said);
        said.Should().Contain($"{Diagrams.Count()} files: {Diagrams.Count()} valid, 0 invalid");
    }
}
