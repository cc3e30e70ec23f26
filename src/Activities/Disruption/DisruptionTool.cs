using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Activities.Disruption;

/// <summary>A measure against somebody or somewhere that harms children: what it takes, and what breaking it does.</summary>
public sealed record DisruptionTool
{
    /// <summary>Its id, by which plans and forms name it.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who leads, in words.</summary>
    public required string Lead { get; init; }

    /// <summary>The function to which a step with this tool is routed.</summary>
    public required string Function { get; init; }

    /// <summary>The main evidence that it takes.</summary>
    public required string Evidence { get; init; }

    /// <summary>How long it holds, in words.</summary>
    public required string Period { get; init; }

    /// <summary>The keys of the timescales that time it.</summary>
    public required IReadOnlyList<string> Timescales { get; init; }

    /// <summary>How it is renewed, or that it is not.</summary>
    public required string Renewal { get; init; }

    /// <summary>What a breach does.</summary>
    public required string Breach { get; init; }

    /// <summary>True until a local partnership has confirmed the row.</summary>
    public required bool ConfirmLocally { get; init; }

    /// <summary>What a reader should know beside it.</summary>
    public string? Note { get; init; }
}

/// <summary>The catalogue of disruption tools.</summary>
public sealed class ToolCatalogue
{
    private readonly Dictionary<string, DisruptionTool> _byId;

    internal ToolCatalogue(IEnumerable<DisruptionTool> tools) =>
        _byId = tools.DistinctBy(tool => tool.Id).ToDictionary(tool => tool.Id, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<DisruptionTool> All => _byId.Values;

    /// <summary>Finds a tool by its id.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out DisruptionTool? tool) => _byId.TryGetValue(id, out tool);
}
