using System.Text.Json;
using NodaTime;
using Peninsula.Workflows.Rehearsal.Reading;

namespace Peninsula.Workflows.Rehearsal.Actions;

/// <summary>The actions by the name that a step gives them.</summary>
internal static class ActionRegistry
{
    private static readonly Dictionary<string, Func<JsonElement, string, DateTimeZone, IScenarioAction>> Readers = new(StringComparer.Ordinal)
    {
        ["start"] = Of(StartAction.Read),
        ["startByMessage"] = Of(StartByMessage.Read),
        ["startByCondition"] = Of(StartByCondition.Read),
        ["complete"] = Of(CompleteAction.Read),
        ["completeAll"] = Of(CompleteAll.Read),
        ["completeScope"] = Of(CompleteScope.Read),
        ["escalate"] = Of(EscalateAction.Read),
        ["message"] = Of(fields => MessageAction.Read(fields, all: false)),
        ["messageAll"] = Of(fields => MessageAction.Read(fields, all: true)),
        ["signal"] = Of(SignalAction.Read),
        ["receive"] = Of(ReceiveAction.Read),
        ["completeJob"] = Of(JobAction.ReadComplete),
        ["throwError"] = Of(JobAction.ReadError),
        ["failJob"] = Of(JobAction.ReadFailure),
        ["timer"] = Of(TimerAction.Read),
        ["advance"] = (value, what, _) => new AdvanceAction(Times.CheckedDuration(Fields.AsText(value, what), what), null),
        ["advanceTo"] = (value, what, zone) => new AdvanceAction(null, Times.Instant(Fields.AsText(value, what), what, zone)),
        ["setVariables"] = Of(SetVariablesAction.Read),
        ["activate"] = Of(ActivateAction.Read),
        ["completeAdHoc"] = Of(CompleteAdHocAction.Read),
        ["cancel"] = Of(CancelAction.Read),
        ["migrate"] = Of(MigrateAction.Read),
        ["modify"] = Of(ModifyAction.Read),
        ["suspend"] = Of(fields => SuspendAction.Read(fields, suspends: true)),
        ["resume"] = Of(fields => SuspendAction.Read(fields, suspends: false)),
        ["resolveIncident"] = Of(ResolveIncidentAction.Read),
        ["deploy"] = Of(DeployAction.Read),
    };

    public static IScenarioAction Read(string name, JsonElement value, DateTimeZone zone) =>
        Readers.TryGetValue(name, out var reader)
            ? reader(value, $"\"{name}\"", zone)
            : throw new ScenarioFormatException($"there is no action \"{name}\"; there are {string.Join(", ", Readers.Keys)}, expect");

    private static Func<JsonElement, string, DateTimeZone, IScenarioAction> Of(Func<Fields, IScenarioAction> read) => (value, what, _) =>
    {
        var fields = new Fields(value, what);
        var action = read(fields);
        fields.End();
        return action;
    };
}
