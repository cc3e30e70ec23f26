using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>Element instances, and what hangs on them. Keys are written as their distance from the instance's.</summary>
internal static partial class StateCodec
{
    [Flags]
    private enum Parts
    {
        None = 0,
        Loop = 1,
        Called = 1 << 1,
        Host = 1 << 2,
        Variables = 1 << 3,
        Task = 1 << 4,
        Job = 1 << 5,
        Timers = 1 << 6,
        Subscriptions = 1 << 7,
        Incidents = 1 << 8,
        Escalations = 1 << 9,
        Flows = 1 << 10,
        Gateways = 1 << 11,
        Completed = 1 << 12,
        Compensation = 1 << 13,
        Progress = 1 << 14,
        Body = 1 << 15,
        Written = 1 << 16,
    }

    private static Parts PartsOf(ElementInstance element) =>
        (element.LoopCounter > 0 ? Parts.Loop : 0)
        | (element.IsLoopBody ? Parts.Body : 0)
        | (element.CalledDefinitionKey is not null ? Parts.Called : 0)
        | (element.CompensationHost is not null ? Parts.Host : 0)
        | (element.Variables.Count > 0 ? Parts.Variables : 0)
        | (element.Task is not null ? Parts.Task : 0)
        | (element.Job is not null ? Parts.Job : 0)
        | (element.Timers is { Count: > 0 } ? Parts.Timers : 0)
        | (element.Subscriptions is { Count: > 0 } ? Parts.Subscriptions : 0)
        | (element.Incidents is { Count: > 0 } ? Parts.Incidents : 0)
        | (element.Escalations is { Count: > 0 } ? Parts.Escalations : 0)
        | (element.WaitingFlows is { Count: > 0 } ? Parts.Flows : 0)
        | (element.StartedGateways is { Count: > 0 } ? Parts.Gateways : 0)
        | (element.Completed is { Count: > 0 } ? Parts.Completed : 0)
        | (element.Compensation is not null ? Parts.Compensation : 0)
        | (element.Loop is not null ? Parts.Progress : 0)
        | (element.Written is not null ? Parts.Written : 0);

    private static void WriteElement(Encoder to, ElementInstance element, long zero)
    {
        var parts = PartsOf(element);
        to.Number((long)parts);
        to.Number(element.Key - zero);
        to.Text(element.ElementId);
        to.Number(element.StartedAt);
        if (element.Scope is { } scope)
        {
            to.Number(scope.Key - zero);
        }

        if (parts.HasFlag(Parts.Loop))
        {
            to.Number(element.LoopCounter);
        }

        if (parts.HasFlag(Parts.Called))
        {
            to.Number(element.CalledDefinitionKey!.Value);
        }

        if (parts.HasFlag(Parts.Host))
        {
            to.Number(element.CompensationHost!.Value - zero);
        }

        if (parts.HasFlag(Parts.Variables))
        {
            to.Context(element.Variables);
        }

        WriteRows(to, element, parts, zero);
        if (parts.HasFlag(Parts.Flows))
        {
            to.Texts(element.WaitingFlows!);
        }

        if (parts.HasFlag(Parts.Gateways))
        {
            to.Number(element.StartedGateways!.Count);
            foreach (var (gateway, flows) in element.StartedGateways.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                to.Text(gateway);
                to.Texts(flows);
            }
        }

        if (parts.HasFlag(Parts.Completed))
        {
            WriteCompleted(to, element.Completed!, zero);
        }

        if (parts.HasFlag(Parts.Compensation))
        {
            WriteCompleted(to, element.Compensation!.Remaining, zero);
            WriteCompleted(to, [.. element.Compensation.Active.Select(handler => handler.Activity)], zero);
            foreach (var handler in element.Compensation.Active)
            {
                to.Number(handler.ElementKey - zero);
            }
        }

        if (parts.HasFlag(Parts.Progress))
        {
            var loop = element.Loop!;
            to.Number(loop.Total);
            to.Value(loop.Items);
            to.Number(loop.Started);
            to.Number(loop.Completed);
            to.Number(loop.Terminated);
            to.Value(FeelValue.List(loop.Outputs));
        }

        if (parts.HasFlag(Parts.Written))
        {
            to.Texts([.. element.Written!]);
        }
    }

    private static ElementInstance ReadElement(ref Decoder from, long zero, InstanceState? state)
    {
        var parts = (Parts)from.Number();
        var key = zero + from.Number();
        var elementId = from.Text();
        var startedAt = from.Int();
        var scope = state is null ? null : state.Element(zero + from.Number()) ?? throw Decoder.Broken();
        var element = new ElementInstance(key, elementId, scope)
        {
            StartedAt = startedAt,
            IsLoopBody = parts.HasFlag(Parts.Body),
            LoopCounter = parts.HasFlag(Parts.Loop) ? from.Int() : 0,
            CalledDefinitionKey = parts.HasFlag(Parts.Called) ? from.Number() : null,
            CompensationHost = parts.HasFlag(Parts.Host) ? zero + from.Number() : null,
        };
        if (parts.HasFlag(Parts.Variables))
        {
            element.Variables = from.Context();
        }

        ReadRows(ref from, element, parts, zero);
        if (parts.HasFlag(Parts.Flows))
        {
            element.WaitingFlows = [.. from.Texts()];
        }

        if (parts.HasFlag(Parts.Gateways))
        {
            element.StartedGateways = [];
            for (var i = from.Count(); i > 0; i--)
            {
                var gateway = from.Text();
                element.StartedGateways[gateway] = from.Texts();
            }
        }

        if (parts.HasFlag(Parts.Completed))
        {
            element.Completed = [.. ReadCompleted(ref from, zero)];
        }

        if (parts.HasFlag(Parts.Compensation))
        {
            var remaining = ReadCompleted(ref from, zero);
            var active = ReadCompleted(ref from, zero);
            var handlers = new CompensationRun.Handler[active.Length];
            for (var i = 0; i < handlers.Length; i++)
            {
                handlers[i] = new CompensationRun.Handler(zero + from.Number(), active[i]);
            }

            element.Compensation = new CompensationRun(remaining, handlers);
        }

        if (parts.HasFlag(Parts.Progress))
        {
            element.Loop = ReadLoop(ref from);
        }

        if (parts.HasFlag(Parts.Written))
        {
            element.Written = new(from.Texts(), StringComparer.Ordinal);
        }

        return element;
    }

    private static LoopProgress ReadLoop(ref Decoder from)
    {
        var loop = new LoopProgress { Total = from.Int(), Items = from.Value() };
        loop.Started = from.Int();
        loop.Completed = from.Int();
        loop.Terminated = from.Int();
        loop.Outputs = from.Value().TryGetList(out var outputs) ? [.. outputs] : [];
        return loop;
    }

    private static void WriteCompleted(Encoder to, IReadOnlyCollection<CompletedActivity> activities, long zero)
    {
        to.Number(activities.Count);
        foreach (var activity in activities)
        {
            to.Number(activity.Key - zero);
            to.Text(activity.ElementId);
            to.Number(activity.StartedAt);
            to.Number(activity.CompletedAt);
            to.Context(activity.Variables);
            WriteCompleted(to, activity.Inner, zero);
        }
    }

    private static CompletedActivity[] ReadCompleted(ref Decoder from, long zero)
    {
        var activities = new CompletedActivity[from.Count()];
        for (var i = 0; i < activities.Length; i++)
        {
            var key = zero + from.Number();
            var elementId = from.Text();
            var startedAt = from.Int();
            var completedAt = from.Int();
            var variables = from.Context();
            activities[i] = new CompletedActivity(key, elementId, startedAt, completedAt, variables, ReadCompleted(ref from, zero));
        }

        return activities;
    }
}
