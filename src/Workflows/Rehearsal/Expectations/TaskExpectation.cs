using System.Text.Json;
using NodaTime;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Rehearsal.Playing;
using Peninsula.Workflows.Rehearsal.Reading;

namespace Peninsula.Workflows.Rehearsal.Expectations;

/// <summary>What the terms of open tasks must be, by element id. Of several open tasks of one element, one must be so.</summary>
internal sealed record TaskExpectation(string What, IReadOnlyList<TaskExpectation.Row> Rows, Func<TaskTerms, string> Found) : IExpectation
{
    /// <summary>One task's expectation, written as <see cref="TaskExpectation.Found"/> writes what it finds.</summary>
    public sealed record Row(string Task, string Expected);

    public static TaskExpectation ReadAssignees(JsonElement value, string what) =>
        new("the assignee", Read(value, what, assignee => assignee.ValueKind == JsonValueKind.Null ? Nobody : Fields.AsText(assignee, what)), terms => terms.Assignee ?? Nobody);

    public static TaskExpectation ReadCandidateGroups(JsonElement value, string what) =>
        new("the candidate groups", Read(value, what, groups => Lists.Write(Fields.AsTexts(groups, what))), terms => Lists.Write(terms.CandidateGroups));

    public static TaskExpectation ReadDue(JsonElement value, string what, DateTimeZone zone) =>
        new(
            "the due date",
            Read(value, what, due => due.ValueKind == JsonValueKind.Null ? Never : Times.Write(Times.Instant(Fields.AsText(due, what), what, zone), zone)),
            terms => terms.Due is { } due ? Times.Write(due, zone) : Never);

    private const string Nobody = "nobody";
    private const string Never = "none";

    public Task<string?> CheckAsync(ScenarioRun run) => Task.FromResult(Rows.Select(row => Check(run, row)).FirstOrDefault(problem => problem is not null));

    private string? Check(ScenarioRun run, Row row)
    {
        var found = run.OpenTasks.Where(task => task.ElementId == row.Task).Select(task => Found(task.Terms)).ToArray();
        return found.Length == 0 ? $"expected {What} of {row.Task} to be {row.Expected}, but there is no such open task"
            : found.Contains(row.Expected) ? null
            : $"expected {What} of {row.Task} to be {row.Expected}, found {string.Join(" and ", found.Distinct())}";
    }

    private static IReadOnlyList<Row> Read(JsonElement value, string what, Func<JsonElement, string> expected) =>
        [.. new Fields(value, what).Rest().Select(entry => new Row(entry.Key, expected(entry.Value)))];
}
