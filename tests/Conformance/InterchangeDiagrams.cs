using System.Security.Cryptography.Xml;
using System.Xml;
using Peninsula.Casework.Pathways.Drawing;
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

    [SharedTheory(Folder)]
    [MemberData(nameof(Diagrams))]
    public void Is_the_same_after_it_was_imported_and_exported(string diagram)
    {
        var content = File.ReadAllBytes(Path.Combine(Folders.Shared(Folder)!, diagram));
        var drawing = PathwayDrawing.Read(content, out var problem)!;
        problem.Should().BeNull();
        DiagramLayout.DrawIfMissing(drawing).Should().BeFalse("it has a drawing");

        Canonical(drawing.Write()).Should().Be(Canonical(content));
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Diagrams))]
    public void Differs_by_the_new_name_alone_after_a_step_was_renamed(string diagram)
    {
        var content = File.ReadAllBytes(Path.Combine(Folders.Shared(Folder)!, diagram));
        var drawing = PathwayDrawing.Read(content, out _)!;
        var step = drawing.Steps[^1];
        var old = (string?)step.Element.Attribute("name");

        step.Name = "Called otherwise";
        Canonical(drawing.Write()).Should().NotBe(Canonical(content));
        step.Element.SetAttributeValue("name", old);

        Canonical(drawing.Write()).Should().Be(Canonical(content));
    }

    private static string Canonical(byte[] content)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(new MemoryStream(content));
        var canonical = new XmlDsigC14NTransform();
        canonical.LoadInput(document);
        using var reader = new StreamReader((Stream)canonical.GetOutput(typeof(Stream)));
        return reader.ReadToEnd();
    }

    [SharedFact(Folder)]
    public async Task The_command_says_how_many_it_read()
    {
        var (_, said, _) = await Terminal.RunAsync("validate", Folders.Shared(Folder)!);

        output.WriteLine(said);
        said.Should().Contain($"{Diagrams.Count()} files: {Diagrams.Count()} valid, 0 invalid");
    }
}
