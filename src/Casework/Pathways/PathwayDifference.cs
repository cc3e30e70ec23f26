using System.Globalization;
using Peninsula.Casework.Pathways.Drawing;

namespace Peninsula.Casework.Pathways;

/// <summary>A sentence of what differs, and the element that it is about.</summary>
/// <param name="ElementId">The element, or null for the whole pathway.</param>
/// <param name="Kind"><c>added</c>, <c>leftOut</c> or <c>changed</c>.</param>
/// <param name="Sentence">It in plain words.</param>
public sealed record WordedChange(string? ElementId, string Kind, string Sentence);

/// <summary>Says in a manager's words what differs between two versions of a pathway, or between a template and an area's variant of it.</summary>
public sealed class PathwayDifference(PathwayWords words)
{
    /// <summary>Everything that differs, a sentence each; where things are drawn makes no difference.</summary>
    public IReadOnlyList<WordedChange> Between(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        if (PathwayDrawing.Read(before, out _) is not { } old || PathwayDrawing.Read(after, out _) is not { } changed)
        {
            return [new WordedChange(null, "changed", "One of the two cannot be read.")];
        }

        var was = words.Tell(old).ToDictionary(step => step.Id, StringComparer.Ordinal);
        var now = words.Tell(changed).ToDictionary(step => step.Id, StringComparer.Ordinal);
        return
        [
            .. PathwayDifferences.Between(old.Definitions, changed.Definitions)
                .Select(change => (Change: change, Sentence: Sentence(change, was, now)))
                .Where(told => told.Sentence is not null)
                .Select(told => new WordedChange(told.Change.ElementId, Kind(told.Change.Kind), told.Sentence!))
                .DistinctBy(told => told.Sentence),
        ];
    }

    private static string Kind(PathwayChangeKind kind) => kind switch
    {
        PathwayChangeKind.Added => "added",
        PathwayChangeKind.LeftOut => "leftOut",
        _ => "changed",
    };

    private string? Sentence(PathwayChange change, Dictionary<string, WordedStep> was, Dictionary<string, WordedStep> now)
    {
        var told = change.Kind == PathwayChangeKind.LeftOut ? was : now;
        return change.Element.Name.LocalName switch
        {
            "sequenceFlow" => Way(change, was, now),
            "lane" => Lane(change),
            "process" => Whole(change),
            _ when told.TryGetValue(change.ElementId, out var step) => Step(change, step),
            // Notes, data and messages have no step to speak of.
            _ => Thing(change),
        };
    }

    private string? Step(PathwayChange change, WordedStep step) => change switch
    {
        { Kind: PathwayChangeKind.Added } =>
            $"“{step.Name}” ({step.Kind.ToLowerInvariant()}) is new{(step.Who is null ? "" : $", for {step.Who}")}{(step.By is null ? "" : $", {step.By}")}.",
        { Kind: PathwayChangeKind.LeftOut } => $"“{step.Name}” ({step.Kind.ToLowerInvariant()}) is taken out.",
        { Property: "name" } => $"“{change.Was ?? change.ElementId}” is called “{change.Now ?? change.ElementId}” now.",
        { Property: "lane" } => $"“{step.Name}” is for {change.Now ?? "nobody"} instead of {change.Was ?? "nobody"}.",
        { Property: "deadline" } =>
            $"“{step.Name}” is due {words.DeadlineInWords(change.Now) ?? "at no set time"} instead of {words.DeadlineInWords(change.Was) ?? "at no set time"}.",
        { Property: "ladder" } => $"“{step.Name}”: who is told when it is late goes by {Quoted(change.Now)} instead of {Quoted(change.Was)}.",
        { Property: "disclosure" } => $"“{step.Name}” may be read by those of the class {Quoted(change.Now)} instead of {Quoted(change.Was)}.",
        { Property: "principle" } => $"“{step.Name}” serves principle {change.Now ?? "none"} instead of {change.Was ?? "none"}.",
        { Property: "form definition: form id" } => $"“{step.Name}” asks the form {Quoted(change.Now)} instead of {Quoted(change.Was)}.",
        { Property: "documentation" } => $"“{step.Name}”: why it is done is worded otherwise.",
        { Property: "timer event definition: time duration" } =>
            $"“{step.Name}” waits {PathwayWords.WaitInWords(change.Now) ?? "for nothing"} instead of {PathwayWords.WaitInWords(change.Was) ?? "for nothing"}.",
        { Property: { } property } when property.EndsWith(": id", StringComparison.Ordinal) => null,
        // Which way is taken otherwise is told with the ways themselves.
        { Property: "default" } => null,
        _ => Other($"“{step.Name}”", change),
    };

    private static string? Way(PathwayChange change, Dictionary<string, WordedStep> was, Dictionary<string, WordedStep> now)
    {
        var told = change.Kind == PathwayChangeKind.LeftOut ? was : now;
        var source = Name(told, (string?)change.Element.Attribute("sourceRef"));
        var target = Name(told, (string?)change.Element.Attribute("targetRef"));
        var condition = PathwayWords.ConditionOf(change.Element);
        return change switch
        {
            { Kind: PathwayChangeKind.Added } => $"A new way leads from “{source}” to “{target}”{(condition is null ? "" : $" when {condition}")}.",
            { Kind: PathwayChangeKind.LeftOut } => $"The way from “{source}” to “{target}” is taken out.",
            { Property: "target ref" } => $"The way from “{source}” leads to “{target}”; it led to “{Name(was, change.Was)}”.",
            { Property: "source ref" } => $"The way to “{target}” comes from “{source}”; it came from “{Name(was, change.Was)}”.",
            { Property: "condition expression" } =>
                $"The way from “{source}” to “{target}” is taken {(condition is null ? "without a condition" : $"when {condition}")}; before: {change.Was?.TrimStart('=').Trim() ?? "without a condition"}.",
            { Property: "name" } => $"The way from “{source}” to “{target}” is worded {Quoted(change.Now)} instead of {Quoted(change.Was)}.",
            { Property: { } property } when property.StartsWith("condition expression: ", StringComparison.Ordinal) => null,
            _ => Other($"The way from “{source}” to “{target}”", change),
        };
    }

    private static string? Lane(PathwayChange change)
    {
        var name = (string?)change.Element.Attribute("name") ?? change.ElementId;
        return change switch
        {
            { Kind: PathwayChangeKind.Added } => $"“{name}” takes part now.",
            { Kind: PathwayChangeKind.LeftOut } => $"“{name}” takes part no longer.",
            { Property: "agency" } => $"The steps of “{name}” go to {change.Now ?? "nobody"} instead of {change.Was ?? "nobody"}.",
            { Property: "name" } => $"“{change.Was}” is called “{change.Now}” now.",
            _ => Other($"“{name}”", change),
        };
    }

    private static string? Whole(PathwayChange change) => change switch
    {
        { Kind: PathwayChangeKind.Changed, Property: "name" } => $"The pathway is called “{change.Now}” instead of “{change.Was}”.",
        { Kind: PathwayChangeKind.Changed, Property: "documentation" } => "What the pathway is for is worded otherwise.",
        { Kind: PathwayChangeKind.Added } => $"The process “{change.ElementId}” is new.",
        { Kind: PathwayChangeKind.LeftOut } => $"The process “{change.ElementId}” is taken out.",
        _ => Other("The pathway", change),
    };

    private static string? Thing(PathwayChange change)
    {
        var name = $"The {PathwayDifferences.Words(change.Element.Name.LocalName)} “{(string?)change.Element.Attribute("name") ?? change.ElementId}”";
        return change.Kind switch
        {
            PathwayChangeKind.Added => $"{name} is new.",
            PathwayChangeKind.LeftOut => $"{name} is taken out.",
            _ => Other(name, change),
        };
    }

    private static string Other(string subject, PathwayChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{subject}: {change.Property} is {Quoted(change.Now)} instead of {Quoted(change.Was)}.");

    private static string Quoted(string? value) => value is null ? "nothing" : $"“{(value.Length > 120 ? value[..120] + "…" : value)}”";

    private static string Name(Dictionary<string, WordedStep> told, string? id) => id is not null && told.TryGetValue(id, out var step) ? step.Name : id ?? "";
}
