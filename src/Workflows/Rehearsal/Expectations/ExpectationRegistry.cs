using System.Text.Json;
using NodaTime;
using Peninsula.Workflows.Rehearsal.Reading;

namespace Peninsula.Workflows.Rehearsal.Expectations;

/// <summary>The expectations by the key that names them.</summary>
internal static class ExpectationRegistry
{
    private static readonly Dictionary<string, Func<JsonElement, string, DateTimeZone, IExpectation>> Readers = new(StringComparer.Ordinal)
    {
        ["tasks"] = (value, what, _) => new NamesExpectation("open tasks", Fields.AsTexts(value, what), Found.Tasks),
        ["active"] = (value, what, _) => new NamesExpectation("active elements", Fields.AsTexts(value, what), ActiveElements.OfCurrentAsync),
        ["activatable"] = (value, what, _) => new NamesExpectation("activatable activities", Fields.AsTexts(value, what), Found.ActivatableAsync),
        ["escalations"] = (value, what, _) => new NamesExpectation("escalations", Fields.AsTexts(value, what), Found.Escalations, InOrder: true),
        ["notifications"] = (value, what, _) => new NamesExpectation("notifications", Fields.AsTexts(value, what), Found.Notifications, InOrder: true),
        ["incidents"] = (value, what, _) => Incidents(value, what),
        ["timers"] = (value, what, _) => new CountExpectation("pending timers", Fields.AsCount(value, what), Found.Timers),
        ["subscriptions"] = (value, what, _) => new CountExpectation("open subscriptions", Fields.AsCount(value, what), Found.Subscriptions),
        ["instances"] = (value, what, _) => new CountExpectation("running instances", Fields.AsCount(value, what), Found.Instances),
        ["variables"] = (value, what, _) => new VariablesExpectation(Fields.AsContext(value, what)),
        ["assignees"] = (value, what, _) => TaskExpectation.ReadAssignees(value, what),
        ["candidateGroups"] = (value, what, _) => TaskExpectation.ReadCandidateGroups(value, what),
        ["due"] = TaskExpectation.ReadDue,
    };

    public static IReadOnlyList<IExpectation> Read(JsonElement element, DateTimeZone zone)
    {
        var fields = new Fields(element, "\"expect\"");
        var process = fields.Text("process");
        var expectations = new List<IExpectation>();
        if (fields.Take("ended") is { } ended)
        {
            expectations.Add(new EndedExpectation(Fields.AsFlag(ended, "\"ended\""), process));
        }

        if (fields.Take("running") is { } running)
        {
            expectations.Add(new EndedExpectation(!Fields.AsFlag(running, "\"running\""), process));
        }

        if (process is not null && expectations.Count == 0)
        {
            throw new ScenarioFormatException("\"process\" stands beside \"ended\" or \"running\"");
        }

        expectations.AddRange(fields.Rest().Select(entry => Read(entry.Key, entry.Value, zone)));
        return expectations.Count > 0 ? expectations : throw new ScenarioFormatException("\"expect\" expects nothing");
    }

    private static IExpectation Read(string key, JsonElement value, DateTimeZone zone) =>
        Readers.TryGetValue(key, out var reader)
            ? reader(value, $"\"{key}\"", zone)
            : throw new ScenarioFormatException($"nothing can be expected of \"{key}\"; there are {string.Join(", ", Readers.Keys)}, ended, running, process");

    private static IExpectation Incidents(JsonElement value, string what) => value.ValueKind == JsonValueKind.Number
        ? new CountExpectation("incidents", Fields.AsCount(value, what), run => run.Store.Incidents.Count)
        : new NamesExpectation("incidents", Fields.AsTexts(value, what), Found.Incidents);
}
