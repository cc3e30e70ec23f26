using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Casework.Rehearsing;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Pathways.WhatIf;

/// <summary>A what-if that was asked for, and how far it is. It lives in memory: after a restart it is asked for again.</summary>
public sealed class WhatIfRun : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private int _played;

    internal WhatIfRun(long draft, string by, Instant begun) => (Draft, By, Begun) = (draft, by, begun);

    public long Draft { get; }

    public string By { get; }

    public Instant Begun { get; }

    /// <summary>Cases to be played, on both versions; 0 while they are read.</summary>
    public int Total { get; internal set; }

    /// <summary>Of them, those that are through.</summary>
    public int Played => Volatile.Read(ref _played);

    public WhatIfResult? Result { get; internal set; }

    /// <summary>Why there is no result, in plain words; null while it runs or when there is one.</summary>
    public string? Problem { get; internal set; }

    public bool IsOver => Result is not null || Problem is not null;

    internal CancellationToken Cancel => _cancel.Token;

    public void Stop() => _cancel.Cancel();

    public void Dispose() => _cancel.Dispose();

    internal void Count() => Interlocked.Increment(ref _played);
}

/// <summary>Plays a candidate version on past cases and a year of simulated ones, beside the live version, in the background.</summary>
public sealed class WhatIfService(PastCases past, Engine engine, VocabularySource vocabulary, IClock clock, ILogger<WhatIfService> log)
{
    /// <summary>Past cases that are taken at most.</summary>
    public const int MostPast = 1_000;

    // Few enough that an engine in memory stays quick, many enough that deploying does not count.
    private const int Chunk = 50;
    private const int MostKept = 20;

    private readonly ConcurrentDictionary<long, WhatIfRun> _runs = new();

    public WhatIfRun? Find(long key) => _runs.GetValueOrDefault(key);

    /// <summary>Begins one; it goes on whether or not anybody looks.</summary>
    public long Begin(long draft, string processId, ReadOnlyMemory<byte> candidate, int pastCases, int simulated, string by)
    {
        foreach (var old in _runs.OrderBy(pair => pair.Key).Take(Math.Max(0, _runs.Count - MostKept + 1)).ToList())
        {
            old.Value.Stop();
            _runs.TryRemove(old);
        }

        var key = engine.Workflows.Keys.Next();
        var run = _runs[key] = new WhatIfRun(draft, by, clock.GetCurrentInstant());
        _ = Task.Run(() => RunAsync(run, processId, candidate, Math.Min(pastCases, MostPast), simulated));
        return key;
    }

    private async Task RunAsync(WhatIfRun run, string processId, ReadOnlyMemory<byte> candidate, int pastCases, int simulated)
    {
        try
        {
            var real = await past.ReadAsync(processId, MostPast, run.Cancel);
            // The same year each time, so that two candidates can be compared.
            var cases = real.Take(pastCases).Concat(PastCases.Simulate(real, run.Begun, simulated, seed: 2026)).ToList();
            if (cases.Count == 0)
            {
                run.Problem = "No case has run this pathway yet, so there is nothing to play it on.";
                return;
            }

            run.Total = cases.Count * 2;
            var live = engine.Workflows.Catalog.Newest(ResourceKind.Process, processId);
            var before = live is null ? Played.Of([]) : await PlayAsync(run, processId, live.Content, cases);
            var after = await PlayAsync(run, processId, candidate, cases);
            run.Result = WhatIfResult.Of(cases.Count, before, after, agency => vocabulary.Current.Directory.Agencies.FirstOrDefault(known => known.Key == agency)?.Name ?? agency ?? "Nobody");
        }
        catch (OperationCanceledException)
        {
            run.Problem = "It was stopped.";
        }
#pragma warning disable CA1031 // Whatever a candidate does when it is played is told to whoever asked; the host goes on.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            log.LogWarning(failed, "A what-if of pathway {Pathway} failed", processId);
            run.Problem = $"It could not be played: {failed.Message}";
        }
    }

    private async Task<Played> PlayAsync(WhatIfRun run, string processId, ReadOnlyMemory<byte> content, List<PastCase> cases)
    {
        var files = PathwayFamily.Files(engine.Workflows.Catalog, vocabulary.Current, processId, content);
        var setup = ProductRehearsal.For(vocabulary.Current);
        var parts = new ConcurrentBag<Played>();
        // Half of the machine: people work on the other half.
        await Parallel.ForEachAsync(
            cases.OrderBy(item => item.Began).Chunk(Chunk),
            new ParallelOptions { CancellationToken = run.Cancel, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) },
            async (some, cancel) => parts.Add(await CasePlayer.PlayAsync(setup, files, processId, some, run.Count, cancel)));
        return Played.Of(parts);
    }
}
