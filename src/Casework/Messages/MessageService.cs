using NodaTime;
using NodaTime.Text;
using Peninsula.Activities;
using Peninsula.Activities.Messages;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Messages;

/// <summary>What an agency's system tells.</summary>
/// <param name="Name">The message's name.</param>
/// <param name="CorrelationKey">The case, or whatever the receiver asks for.</param>
/// <param name="Values">What goes with it.</param>
/// <param name="TimeToLive">How long it is kept while nobody waits for it; zero: not at all.</param>
/// <param name="Id">The sender's own id of it, by which it is taken once; or null.</param>
public sealed record MessageDemand(string Name, string? CorrelationKey, FeelContext Values, Duration TimeToLive, string? Id = null);

/// <summary>
/// Messages and signals from outside. A message of the pathways is for a case that its sender is a member of, from an agency
/// that may send it, with the values that it declares; whether somebody waits there is told to nobody else. Those of a
/// process that is no pathway are between the process and the system that looks after it.
/// </summary>
public sealed class MessageService(Gate gate, Engine engine, Vocabulary vocabulary)
{
    private const int LongestText = 2_000;

    private static readonly Duration LongestLife = Duration.FromDays(30);

    /// <summary>Sends a message; the result says who received it, as far as its sender may know of them.</summary>
    public async Task<(Outcome Outcome, PublishResult? Result)> SendAsync(MessageDemand demand, CancellationToken cancel)
    {
        if (Obstacle(demand) is { } obstacle)
        {
            return (obstacle, null);
        }

        var result = await engine.Workflows.PublishMessageAsync(
            new MessageRequest(demand.Name, demand.CorrelationKey, demand.Values)
            {
                By = gate.Person.Id,
                Sender = gate.Person.Id,
                TimeToLive = demand.TimeToLive > Duration.Zero ? demand.TimeToLive : null,
                // An id is its sender's own: nobody learns from theirs what another has sent.
                MessageId = demand.Id is { Length: > 0 } id ? $"{gate.Person.Id}:{id}" : null,
            },
            cancel);
        return result.Receivers is [{ Refusal: Workflows.Execution.Refusal.AlreadyDone }]
            ? (Outcome.Overtaken($"A message \"{demand.Name}\" with the id \"{demand.Id}\" has been published already; nothing was sent. Give a new message a new id."), null)
            : (Outcome.Done, result);
    }

    /// <summary>Sends a signal to whoever waits for it among what the sender runs.</summary>
    public async Task<Outcome> BroadcastAsync(string name, FeelContext values, CancellationToken cancel)
    {
        if (!gate.MayOperateAll)
        {
            return Outcome.Forbidden("A signal reaches every case of an area, so only clients with the role administrator broadcast one. Send a message to one case instead.");
        }

        if (values.Count > 0 && Pathways.UseSignal(name))
        {
            return Outcome.Invalid($"The signal \"{name}\" is the pathways' and carries nothing from outside: leave the variables out.");
        }

        await engine.Workflows.BroadcastSignalAsync(new MessageRequest(name, null, values) { By = gate.Person.Id, Sender = gate.Person.Id }, cancel);
        return Outcome.Done;
    }

    private PathwayTraffic Pathways => PathwayTraffic.Of(engine.Workflows.Catalog);

    // None of this looks at a case, so that no answer tells of one.
    private Outcome? Obstacle(MessageDemand demand)
    {
        if (demand.Name.Length == 0 || demand.TimeToLive < Duration.Zero || demand.TimeToLive > LongestLife)
        {
            return Outcome.Invalid("A message has a name, and a time to live (timeToLive) from 0 to 30 days in milliseconds.");
        }

        if (!gate.MayTell)
        {
            return Outcome.Forbidden("Your client is not registered, or is a board's, and sends no messages.");
        }

        if (!Pathways.UseMessage(demand.Name))
        {
            return null;
        }

        if (!vocabulary.Messages.MaySend(gate.Person.Agency, demand.Name) || !vocabulary.Messages.TryGet(demand.Name, out var message))
        {
            return Outcome.Forbidden($"The message \"{demand.Name}\" is the pathways' and is not taken from your agency. messages.json says who may send what.");
        }

        if (string.IsNullOrEmpty(demand.CorrelationKey))
        {
            return Outcome.Invalid($"The message \"{demand.Name}\" is for one case: give its reference as the correlation key.");
        }

        var problems = Problems(message, demand.Values).ToList();
        return problems.Count == 0 ? null : Outcome.Invalid("Nothing was sent. " + string.Join(' ', problems));
    }

    private IEnumerable<string> Problems(CaseMessage message, FeelContext values)
    {
        foreach (var name in values.Keys.Where(name => message.Values.All(value => value.Name != name)))
        {
            yield return $"{name}: the message \"{message.Name}\" does not carry it. Leave it out.";
        }

        foreach (var value in message.Values)
        {
            if (!values.TryGet(value.Name, out var given) || given.IsNull)
            {
                if (value.IsRequired)
                {
                    yield return $"{value.Name}: the message \"{message.Name}\" needs it.";
                }
            }
            else if (!Fits(value.Kind, given))
            {
                yield return $"{value.Name}: give {Wanted(value.Kind)}.";
            }
        }
    }

    private bool Fits(MessageValueKind kind, FeelValue value) => value.TryGetString(out var text) && kind switch
    {
        MessageValueKind.Area => vocabulary.Directory.TryGetArea(text, out _),
        MessageValueKind.DateTime => OffsetDateTimePattern.ExtendedIso.Parse(text).Success,
        _ => text.Length <= LongestText,
    };

    private string Wanted(MessageValueKind kind) => kind switch
    {
        MessageValueKind.Area => $"an area, one of {string.Join(", ", vocabulary.Directory.Areas.Select(area => area.Key))}",
        MessageValueKind.DateTime => "a date and time with its offset as text, like \"2027-03-27T14:30:00+00:00\"",
        _ => "a text of at most 2,000 characters",
    };
}
