using System.Xml.Linq;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Casework.Pathways.Drawing;

namespace Peninsula.Casework.Pathways;

/// <summary>A way on from a step.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="When">When it is taken, in words; null when always.</param>
/// <param name="To">The number of the step that it leads to.</param>
/// <param name="ToName">What that step is called.</param>
public sealed record WordedWay(string FlowId, string? When, int To, string ToName);

/// <summary>One step of a pathway in plain words.</summary>
/// <param name="Id">The element.</param>
/// <param name="Number">Its place in the telling, from 1.</param>
/// <param name="Depth">How deep in sub-processes it stands.</param>
/// <param name="Kind">What kind of step it is, in words.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Who">The agency that does it, or null.</param>
/// <param name="By">By when, or null.</param>
/// <param name="Why">Why it is done, or null.</param>
/// <param name="Ways">Where it leads.</param>
/// <param name="IsWork">Whether somebody works it: those steps the outline changes.</param>
public sealed record WordedStep(
    string Id, int Number, int Depth, string Kind, string Name, string? Who, string? By, string? Why, IReadOnlyList<WordedWay> Ways, bool IsWork);

/// <summary>Tells a pathway as numbered steps, for whoever would rather read than look at a drawing, and for print.</summary>
public sealed class PathwayWords(Vocabulary vocabulary, IClock clock)
{
    public IReadOnlyList<WordedStep> Tell(PathwayDrawing drawing)
    {
        var steps = drawing.Steps;
        var numbers = steps.Select((step, index) => (step.Id, Number: index + 1)).ToDictionary(pair => pair.Id, pair => pair.Number, StringComparer.Ordinal);
        return [.. steps.Select(step => new WordedStep(
            step.Id,
            numbers[step.Id],
            step.Depth,
            Kind(step),
            Name(step),
            step.IsTask ? step.Lane?.Name : null,
            By(step),
            step.Why,
            [.. Ways(drawing, step, numbers)],
            step.IsTask || step.Kind is "callActivity" or "serviceTask" or "intermediateCatchEvent"))];
    }

    /// <summary>A timescale's time limit in words, or the expression that gives one.</summary>
    public string? DeadlineInWords(string? deadline)
    {
        if (deadline is null)
        {
            return null;
        }

        return vocabulary.Timescales.TryGet(deadline, out var timescale) && timescale.InForceAt(clock.GetCurrentInstant()) is { } version
            ? version.Describe()
            : deadline.StartsWith('=') ? "depends on the case" : $"“{deadline}”, which is no timescale";
    }

    /// <summary>How long a wait is in words, or that the case decides it.</summary>
    internal static string? WaitInWords(string? wait) => wait is null ? null : wait.StartsWith('=') ? "for a time that depends on the case" : InWords(wait);

    /// <summary>The condition of a flow as it is written, without the sign that makes it an expression.</summary>
    internal static string? ConditionOf(XElement flow) => flow.Element(Xml.Bpmn + "conditionExpression")?.Value.Trim().TrimStart('=').Trim();

    private string? By(DrawnStep step) => step.Wait is { } wait ? WaitInWords(wait) : DeadlineInWords(step.Deadline);

    // ISO 8601 durations as people say them.
    private static string InWords(string iso)
    {
        var parsed = NodaTime.Text.PeriodPattern.NormalizingIso.Parse(iso);
        if (!parsed.TryGetValue(null!, out var period) || period is null)
        {
            return iso;
        }

        var parts = new (long Amount, string Unit)[]
        {
            (period.Years, "year"), (period.Months, "month"), (period.Weeks, "week"), (period.Days, "day"), (period.Hours, "hour"), (period.Minutes, "minute"),
        };
        return string.Join(" and ", parts.Where(part => part.Amount != 0).Select(part => $"{part.Amount} {part.Unit}{(part.Amount == 1 ? "" : "s")}"));
    }

    private static IEnumerable<WordedWay> Ways(PathwayDrawing drawing, DrawnStep step, Dictionary<string, int> numbers)
    {
        var flows = drawing.FlowsFrom(step.Id).ToList();
        var otherwise = (string?)step.Element.Attribute("default");
        foreach (var flow in flows)
        {
            var target = drawing.Find((string?)flow.Attribute("targetRef") ?? "");
            if (target is null || flow.Id() is not { } id)
            {
                continue;
            }

            var condition = ConditionOf(flow);
            var when = (string?)flow.Attribute("name") ?? (condition is null ? null : $"when {condition}");
            yield return new WordedWay(id, when ?? (id == otherwise && flows.Count > 1 ? "otherwise" : null), numbers[target.Id], Name(target));
        }
    }

    private static string Name(DrawnStep step) => step.Name ?? step.Kind switch
    {
        "exclusiveGateway" => "The ways part or meet",
        "parallelGateway" => "Several things at the same time, or waiting for all of them",
        "inclusiveGateway" => "One or several of the ways",
        "complexGateway" => "As many of the ways as its rule asks",
        "eventBasedGateway" => "Whichever happens first",
        "startEvent" => "It begins",
        "endEvent" => "It ends",
        _ => step.Id,
    };

    private static string Kind(DrawnStep step) => step.Kind switch
    {
        "userTask" or "task" or "manualTask" => "Task",
        "callActivity" => "Another pathway",
        "serviceTask" or "sendTask" => "Done by the service",
        "businessRuleTask" => "Decision table",
        "scriptTask" => "Worked out",
        "receiveTask" => "Waits for word",
        "startEvent" => "Start",
        "endEvent" => "End",
        "boundaryEvent" => "Meanwhile",
        "intermediateCatchEvent" => step.Wait is null ? "Waits for word" : "Waits",
        "intermediateThrowEvent" => "Told",
        _ when step.IsContainer => "A group of steps",
        _ when step.IsGateway => "Question",
        _ => "Step",
    };
}
