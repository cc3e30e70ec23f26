using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Casework.Pathways.WhatIf;

/// <summary>Reads past cases from their histories, and makes up further ones that are like them.</summary>
public sealed class PastCases(IDbContextFactory<PeninsulaDbContext> contexts, Engine engine)
{
    /// <summary>The newest cases of a process, as their histories went; at most <paramref name="most"/>.</summary>
    internal async Task<IReadOnlyList<PastCase>> ReadAsync(string processId, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var keys = await db.Instances.AsNoTracking().Where(instance => instance.ProcessId == processId)
            .OrderByDescending(instance => instance.Key).Take(most).Select(instance => instance.Key).ToListAsync(cancel);
        var cases = new List<PastCase>();
        foreach (var key in keys)
        {
            if (await ReadAsync(key, cancel) is { } past)
            {
                cases.Add(past);
            }
        }

        return cases;
    }

    /// <summary>
    /// A year of cases like those that were: begun at random times, with what one of them began with, and at each task what
    /// was done at that task in some case. The same seed gives the same year.
    /// </summary>
    internal static IReadOnlyList<PastCase> Simulate(IReadOnlyList<PastCase> past, Instant from, int count, int seed)
    {
        if (past.Count == 0)
        {
            return [];
        }

        var random = new Random(seed);
        var pool = past.SelectMany(item => item.Answers).GroupBy(pair => pair.Key, pair => pair.Value)
            .ToDictionary(group => group.Key, group => group.SelectMany(answers => answers).ToList(), StringComparer.Ordinal);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new PastCase(
                from + Duration.FromMinutes(random.Next(365 * 24 * 60)),
                past[random.Next(past.Count)].Variables,
                pool.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<PastAnswer>)[.. Enumerable.Range(0, 3).Select(_ => pair.Value[random.Next(pair.Value.Count)])], StringComparer.Ordinal))),
        ];
    }

    private async Task<PastCase?> ReadAsync(long key, CancellationToken cancel)
    {
        var (began, variables) = ((Instant?)null, FeelContext.Empty);
        var open = new Dictionary<long, (string At, Instant Since)>();
        var answers = new Dictionary<string, List<PastAnswer>>(StringComparer.Ordinal);
        await foreach (var entry in engine.Workflows.Store.HistoryAsync(key, cancel))
        {
            foreach (var happened in EventCodec.Read(entry.Events))
            {
                switch (happened)
                {
                    // What it began with is what the first entry sets; later values are told by the answers.
                    case VariablesSet set when set.ScopeKey == key && entry.Version == 1:
                        variables = variables.With(set.Variables);
                        break;
                    case TaskCreated created:
                        open[created.TaskKey] = (PastCase.At(created.ProcessId, created.ElementId), entry.At);
                        break;
                    case TaskCompleted completed when open.Remove(completed.TaskKey, out var task):
                        if (!answers.TryGetValue(task.At, out var given))
                        {
                            answers[task.At] = given = [];
                        }

                        given.Add(new PastAnswer(entry.At - task.Since, completed.Variables));
                        break;
                }
            }

            began ??= entry.At;
        }

        return began is { } at ? new PastCase(at, variables, answers.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<PastAnswer>)pair.Value, StringComparer.Ordinal)) : null;
    }
}
