using NodaTime;
using Peninsula.Casework.Access;
using Peninsula.Casework.Pathways.Drawing;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Pathways.Publishing;

/// <summary>What came of a manager's step: the version as it is now, or what stood against it.</summary>
/// <param name="Version">The version, changed.</param>
/// <param name="Problem">Why nothing changed, in plain words; null when it did.</param>
/// <param name="IsStale">Whether somebody else changed it meanwhile.</param>
public sealed record DraftResult(PathwayVersionRecord? Version, string? Problem = null, bool IsStale = false)
{
    public bool IsDone => Problem is null;
}

/// <summary>
/// The way of a pathway from a manager's first change to the cases that run by it: draft, review by a second manager, and
/// from the agreed day published. What runs keeps the version that it began with until somebody moves it.
/// </summary>
public sealed class DraftService(PathwayVersions versions, DraftChecks checks, PathwayScenarios scenarios, PathwayPublisher publisher, Engine engine, Gate gate, IClock clock)
{
    public const int LongestReason = 2000;

    /// <summary>The open draft of a pathway, begun from what is live when there is none.</summary>
    public async Task<DraftResult> BeginAsync(string processId, CancellationToken cancel)
    {
        if (await OpenAsync(processId, cancel) is { } open)
        {
            return new DraftResult(open, open.State == PathwayVersionState.Draft ? null : "A version of this pathway is in review already. Decide on it first.");
        }

        return engine.Workflows.Catalog.Newest(ResourceKind.Process, processId) is { } live
            ? await BeginAsync(live.Content.ToArray(), live.Key, cancel)
            : new DraftResult(null, "There is no such pathway.");
    }

    /// <summary>A draft of a file: a new pathway, an import, or an older version brought back.</summary>
    public async Task<DraftResult> BeginAsync(byte[] content, long? basedOn, CancellationToken cancel)
    {
        if (Closed is { } closed)
        {
            return closed;
        }

        if (PathwayDrawing.Read(content, out var problem) is not { } drawing)
        {
            return new DraftResult(null, problem);
        }

        if (await OpenAsync(drawing.ProcessId, cancel) is not null)
        {
            return new DraftResult(null, $"A change of the pathway “{drawing.Name}” is open already. Publish it or give it up first");
        }

        var now = clock.GetCurrentInstant();
        var version = new PathwayVersionRecord
        {
            Key = engine.Workflows.Keys.Next(),
            ProcessId = drawing.ProcessId,
            Name = drawing.Name,
            Content = content,
            BasedOn = basedOn ?? engine.Workflows.Catalog.Newest(ResourceKind.Process, drawing.ProcessId)?.Key,
            CreatedBy = gate.Person.Id,
            CreatedAt = now,
            ChangedBy = gate.Person.Id,
            ChangedAt = now,
        };
        await versions.AddAsync(version, cancel);
        return new DraftResult(version);
    }

    /// <summary>Saves a drawing over the revision that its author saw.</summary>
    public async Task<DraftResult> SaveAsync(long key, int revision, byte[] content, CancellationToken cancel)
    {
        if (PathwayDrawing.Read(content, out var problem) is not { } drawing)
        {
            return new DraftResult(null, problem);
        }

        return await ChangeAsync(key, revision, PathwayVersionState.Draft, version =>
        {
            version.Content = content;
            version.Name = drawing.Name;
            version.ChangedBy = gate.Person.Id;
            version.ChangedAt = clock.GetCurrentInstant();
        }, cancel);
    }

    /// <summary>Sends a draft to a second manager, once nothing stands against it and every scenario passes.</summary>
    public async Task<DraftResult> SubmitAsync(PathwayVersionRecord draft, string reason, Instant? effectiveFrom, CancellationToken cancel)
    {
        if (NotAPerson is { } system)
        {
            return system;
        }

        if (await ObstacleAsync(draft, cancel) is { } obstacle)
        {
            return new DraftResult(null, obstacle);
        }

        return await ChangeAsync(draft.Key, draft.Revision, PathwayVersionState.Draft, version =>
        {
            version.State = PathwayVersionState.InReview;
            version.Reason = reason;
            version.EffectiveFrom = effectiveFrom;
            version.SubmittedBy = gate.Person.Id;
        }, cancel);
    }

    /// <summary>Agrees to a version: from its day on, new cases run by it. Never by whoever drew or sent it.</summary>
    public async Task<DraftResult> ApproveAsync(PathwayVersionRecord version, string note, CancellationToken cancel)
    {
        if (NotAPerson is { } system)
        {
            return system;
        }

        if (!gate.MayPublish(version.SubmittedBy, version.ChangedBy))
        {
            return new DraftResult(null, "You drew this version or sent it for review, so another manager has to agree to it.");
        }

        // What it names may have changed since it was sent.
        if (await ObstacleAsync(version, cancel) is { } obstacle)
        {
            return new DraftResult(null, obstacle);
        }

        var agreed = await DecideAsync(version, PathwayVersionState.Approved, note, cancel);
        return agreed.Version is { } approved && (approved.EffectiveFrom is not { } from || from <= clock.GetCurrentInstant())
            ? await PublishAsync(approved, cancel)
            : agreed;
    }

    /// <summary>Sends a version back to be drawn further.</summary>
    public async Task<DraftResult> ReturnAsync(PathwayVersionRecord version, string note, CancellationToken cancel) =>
        NotAPerson ?? await DecideAsync(version, PathwayVersionState.Draft, note, cancel);

    /// <summary>Gives a draft up; what was drawn is kept with its history.</summary>
    public Task<DraftResult> DiscardAsync(PathwayVersionRecord version, CancellationToken cancel) =>
        ChangeAsync(version.Key, version.Revision, version.State, changed => changed.State = PathwayVersionState.Discarded, cancel);

    private async Task<PathwayVersionRecord?> OpenAsync(string processId, CancellationToken cancel) =>
        (await versions.OfAsync(processId, cancel)).FirstOrDefault(version => version.State is not (PathwayVersionState.Published or PathwayVersionState.Discarded));

    private async Task<string?> ObstacleAsync(PathwayVersionRecord version, CancellationToken cancel)
    {
        var problems = checks.Check(version.Content, version.ProcessId).Count(problem => problem.IsBlocking);
        if (problems > 0)
        {
            return problems == 1 ? "One thing stands against publishing. Put it right first." : $"{problems} things stand against publishing. Put them right first.";
        }

        var failed = (await scenarios.PlayAsync(version.ProcessId, version.Content, cancel)).Count(scenario => !scenario.Passed);
        return failed switch
        {
            0 => null,
            1 => "One scenario fails with this version. Put the pathway right, or change the scenario if it no longer says what should happen.",
            _ => $"{failed} scenarios fail with this version. Put the pathway right, or change the scenarios if they no longer say what should happen.",
        };
    }

    private async Task<DraftResult> PublishAsync(PathwayVersionRecord approved, CancellationToken cancel) =>
        await publisher.PublishAsync(approved, cancel) is { } published
            ? new DraftResult(published)
            : new DraftResult(null, "The pathway could not be deployed. It is agreed and will be tried again within a minute.");

    private Task<DraftResult> DecideAsync(PathwayVersionRecord version, PathwayVersionState next, string note, CancellationToken cancel) =>
        ChangeAsync(version.Key, version.Revision, PathwayVersionState.InReview, changed =>
        {
            changed.State = next;
            changed.DecidedBy = gate.Person.Id;
            changed.DecidedAt = clock.GetCurrentInstant();
            changed.Decision = note;
        }, cancel);

    // A front that forgot to ask changes nothing.
    private DraftResult? Closed => gate.MayChangePathways ? null : new DraftResult(null, "Only safeguarding managers change pathways.");

    // What cases run by is for two people to answer for: another system may draw, and no more.
    private DraftResult? NotAPerson => gate.Client is null ? null : new DraftResult(null, "People send a pathway for review and agree to it, not systems.");

    private async Task<DraftResult> ChangeAsync(long key, int revision, PathwayVersionState expected, Action<PathwayVersionRecord> change, CancellationToken cancel)
    {
        if (Closed is { } closed)
        {
            return closed;
        }

        var changed = await versions.ChangeAsync(
            key,
            revision,
            version =>
            {
                if (version.State != expected)
                {
                    return false;
                }

                change(version);
                return true;
            },
            cancel);
        if (changed is not null)
        {
            return new DraftResult(changed);
        }

        return await versions.FindAsync(key, cancel) is { } now
            ? new DraftResult(now, "Somebody else changed this version meanwhile. Nothing of theirs was overwritten.", IsStale: true)
            : new DraftResult(null, "There is no such version.");
    }
}
