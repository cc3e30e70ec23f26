using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>Delivers a message to the oldest subscription that waits for it, or to each. With a time to live it is published: kept so long while nobody waits.</summary>
internal sealed record MessageAction(string Name, string? CorrelationKey, FeelContext Variables, string? Element, bool All) : IScenarioAction
{
    /// <summary>How long it is kept, an ISO 8601 duration; null: somebody must wait.</summary>
    public string? TimeToLive { get; init; }

    public static MessageAction Read(Fields fields, bool all) => new(fields.RequiredText("name"), CorrelationKeyOf(fields), fields.Variables(), fields.Text("element"), all)
    {
        TimeToLive = fields.Text("timeToLive") is { } time ? Times.CheckedDuration(time, "\"timeToLive\"") : null,
    };

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        if (TimeToLive is { } time)
        {
            var message = new MessageRequest(Name, CorrelationKey, Variables) { TimeToLive = Times.After(run.Now, time, run.Scenario.Zone) - run.Now };
            var published = await run.Engine.PublishMessageAsync(message);
            return published.Receivers.FirstOrDefault(receiver => receiver.Refusal is Refusal.Invalid or Refusal.WrongState) is { } refused ? Outcome.Of(refused) : Outcome.Done;
        }

        var waiting = (await run.Store.SubscriptionsAsync(SubscriptionKind.Message, Name, CorrelationKey))
            .Where(subscription => Element is null || subscription.ElementId == Element)
            .OrderBy(subscription => subscription.InstanceKey == 0 ? 1 : 0)
            .ToArray();
        if (waiting.Length == 0)
        {
            return Outcome.Refused($"nobody waits for the message \"{Name}\"{(CorrelationKey is null ? "" : $" with the key \"{CorrelationKey}\"")}");
        }

        foreach (var receiver in All ? waiting : waiting[..1])
        {
            // An earlier delivery may have ended what waited here.
            if (run.Store.Subscriptions.Any(open => open.SubscriptionKey == receiver.SubscriptionKey)
                && await DeliverAsync(run, receiver) is { IsDone: false } refused)
            {
                return refused;
            }
        }

        return Outcome.Done;
    }

    private Task<Outcome> DeliverAsync(ScenarioRun run, OpenSubscription receiver) => receiver.InstanceKey != 0
        ? run.ExecuteAsync(receiver.InstanceKey, new Trigger(receiver.SubscriptionKey, Variables))
        : run.StartAsync(
            new StartRequest { DefinitionKey = receiver.DefinitionKey, StartElementId = receiver.ElementId, Variables = Variables, BusinessKey = CorrelationKey },
            makeCurrent: run.Current is null);

    // The engine compares keys as texts; a case number is easily written without quotes.
    private static string? CorrelationKeyOf(Fields fields) => fields.Take("correlationKey") is { } key && FeelJson.Parse(key.GetRawText()) is { IsNull: false } value
        ? value.TryGetString(out var text) ? text : value.ToString()
        : null;
}

/// <summary>Broadcasts a signal, whoever waits for it.</summary>
internal sealed record SignalAction(string Name, FeelContext Variables) : IScenarioAction
{
    public static SignalAction Read(Fields fields) => new(fields.RequiredText("name"), fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        var result = await run.Engine.BroadcastSignalAsync(Name, Variables, run.Scenario.SignedInAs);
        return result.Receivers.FirstOrDefault(receiver => receiver.Refusal is Refusal.Invalid or Refusal.WrongState) is { } refused
            ? Outcome.Of(refused)
            : Outcome.Done;
    }
}

/// <summary>Continues the oldest receive task of that element id that names no message.</summary>
internal sealed record ReceiveAction(string Element, FeelContext Variables) : IScenarioAction
{
    public static ReceiveAction Read(Fields fields) => new(fields.RequiredText("element"), fields.Variables());

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        foreach (var state in await run.RunningAsync())
        {
            if (state.Elements.FirstOrDefault(candidate => candidate is { IsLoopBody: false, IsProcess: false } && candidate.ElementId == Element) is { } element)
            {
                return await run.ExecuteAsync(state.Key, new ContinueReceive(element.Key, Variables));
            }
        }

        return Outcome.Refused($"nothing waits at \"{Element}\"");
    }
}

/// <summary>Fires an element's pending timer now, whenever it is due. The clock stands still.</summary>
internal sealed record TimerAction(string Element) : IScenarioAction
{
    public static TimerAction Read(Fields fields) => new(fields.RequiredText("element"));

    public async Task<Outcome> PlayAsync(ScenarioRun run)
    {
        var timer = run.Store.Timers
            .Where(pending => pending.ElementId == Element)
            .OrderBy(pending => pending.Kind == TimerKind.Ladder ? 1 : 0).ThenBy(pending => pending.Due).ThenBy(pending => pending.TimerKey)
            .FirstOrDefault();
        return timer is null ? Outcome.Refused($"no timer of \"{Element}\" is pending") : Outcome.Of(await run.Engine.FireNowAsync(timer));
    }
}

/// <summary>Moves the clock by a duration or to a time, firing what falls due.</summary>
internal sealed record AdvanceAction(string? By, Instant? To) : IScenarioAction
{
    public Task<Outcome> PlayAsync(ScenarioRun run) => run.AdvanceAsync(To ?? Times.After(run.Now, By!, run.Scenario.Zone));
}
