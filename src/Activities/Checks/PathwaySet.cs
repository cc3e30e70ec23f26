using System.Text;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Activities.Checks;

/// <summary>A file to be checked.</summary>
/// <param name="Name">Its name; the ending says what it is.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PathwayFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>A process and the file that it stands in.</summary>
internal sealed record Pathway(ProcessDefinition Process, string File)
{
    public IEnumerable<UserTask> Tasks => Process.Nodes.OfType<UserTask>();
}

/// <summary>
/// The files that are published together. What the engine itself refuses (a file that cannot be read, an expression that
/// cannot be compiled) is not repeated here: such files are left out.
/// </summary>
internal sealed class PathwaySet
{
    private readonly Dictionary<string, PathwayForm> _forms;
    private readonly Dictionary<string, Pathway> _byId;

    private PathwaySet(IReadOnlyList<Pathway> pathways, IReadOnlyList<PathwayForm> forms, IReadOnlyList<(string File, DmnModel Model)> decisions)
    {
        (Pathways, Forms, Decisions) = (pathways, forms, decisions);
        _forms = forms.DistinctBy(form => form.Id).ToDictionary(form => form.Id, StringComparer.Ordinal);
        _byId = pathways.DistinctBy(pathway => pathway.Process.Id).ToDictionary(pathway => pathway.Process.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<Pathway> Pathways { get; }

    public IReadOnlyList<PathwayForm> Forms { get; }

    public IReadOnlyList<(string File, DmnModel Model)> Decisions { get; }

    public static PathwaySet Read(IEnumerable<PathwayFile> files, IFeelHost? feel)
    {
        var (pathways, forms, decisions) = (new List<Pathway>(), new List<PathwayForm>(), new List<(string, DmnModel)>());
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            switch (Path.GetExtension(file.Name).ToLowerInvariant())
            {
                case ".bpmn":
                    pathways.AddRange(BpmnReader.Read(file.Content, new BpmnReaderOptions { Feel = feel }).Processes.Select(process => new Pathway(process, file.Name)));
                    break;
                case ".form" when PathwayForm.Read(file.Name, file.Content.Span) is { } form:
                    forms.Add(form);
                    break;
                case ".dmn" when DmnModel.Read(Encoding.UTF8.GetString(file.Content.Span), new DmnReadOptions { Host = feel }).Model is { } model:
                    decisions.Add((file.Name, model));
                    break;
            }
        }

        return new PathwaySet(pathways, forms, decisions);
    }

    public PathwayForm? FormOf(UserTask task) => task.FormId is { } id ? _forms.GetValueOrDefault(id) : null;

    public Pathway? Find(string processId) => _byId.GetValueOrDefault(processId);

    /// <summary>The pathway and those that it calls, however deep: a family.</summary>
    public IReadOnlyList<Pathway> FamilyOf(Pathway pathway)
    {
        var family = new List<Pathway>();
        var open = new Stack<Pathway>([pathway]);
        while (open.TryPop(out var next))
        {
            if (family.Contains(next))
            {
                continue;
            }

            family.Add(next);
            var calls = next.Process.Nodes.OfType<CallActivity>().Select(Names.Called).OfType<string>().ToHashSet(StringComparer.Ordinal);
            foreach (var called in Pathways.Where(pathway => calls.Contains(pathway.Process.Id) || (VariantOf(pathway) is { } shared && calls.Contains(shared))))
            {
                open.Push(called);
            }
        }

        return family;
    }

    private static string? VariantOf(Pathway pathway) => pathway.Process.Extensions.GetValueOrDefault("variantOf");

    /// <summary>The pathways that no other calls: a family each.</summary>
    public IEnumerable<Pathway> Heads()
    {
        var called = Pathways.SelectMany(pathway => pathway.Process.Nodes.OfType<CallActivity>()).Select(Names.Called).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Pathways.Where(pathway => !called.Contains(pathway.Process.Id) && VariantOf(pathway) is null);
    }
}
