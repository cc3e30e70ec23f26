using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Peninsula.Host.Tests.Features;

namespace Peninsula.Host.Tests.Crashes;

/// <summary>
/// People who raise concerns and triage them over HTTP, whatever happens to the host. What broke off is done again when the
/// host is back, as a person would: the same concern is sent again, the same task completed again.
/// </summary>
internal sealed partial class Practitioners
{
    private int _number;

    /// <summary>Concerns that were sent, answered or not.</summary>
    public ConcurrentDictionary<string, byte> Sent { get; } = new();

    /// <summary>What the host confirmed: the draft's id, and the case's reference.</summary>
    public ConcurrentBag<(string Draft, string Reference)> Raised { get; } = [];

    /// <summary>What the host confirmed: the task, and the reason that was written into it.</summary>
    public ConcurrentBag<(long Task, string Reason)> Completed { get; } = [];

    /// <summary>Everything that was confirmed so far.</summary>
    public int Confirmed => Raised.Count + Completed.Count;

    private ConcurrentQueue<string> ToSend { get; } = new();

    private ConcurrentQueue<string> ToTriage { get; } = new();

    /// <summary>Works until the host is gone, or <paramref name="until"/> is cancelled.</summary>
    public async Task WorkAsync(KilledWebHost host, CancellationToken until)
    {
        string? sending = null;
        string? triaging = null;
        try
        {
            var lead = await host.SignedIn("torbay-school-lead");
            var worker = await host.SignedIn("torbay-mash-social-worker");
            while (!until.IsCancellationRequested)
            {
                if (ToTriage.TryDequeue(out triaging))
                {
                    await TriageAsync(lead, worker, triaging);
                }
                else
                {
                    sending = ToSend.TryDequeue(out var again) ? again : await lead.WriteConcernAsync("Something worrying");
                    await SendAsync(lead, sending);
                }

                (sending, triaging) = (null, null);
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // The host was killed under it.
        }

        Again(ToSend, sending);
        Again(ToTriage, triaging);
    }

    private async Task SendAsync(Browser lead, string draft)
    {
        await lead.Get($"/concerns/{draft}/check");
        if (lead.Status == HttpStatusCode.OK)
        {
            Sent.TryAdd(draft, 0);
            await lead.Post($"/concerns/{draft}/check");
        }

        var reference = lead.Response.Headers.Location!.OriginalString.Split('/')[^1];
        Raised.Add((draft, reference));
        ToTriage.Enqueue(reference);
    }

    private async Task TriageAsync(Browser lead, Browser worker, string reference)
    {
        await lead.Get($"/cases/{reference}");
        if (TaskLink().Match(lead.Html) is not { Success: true } link)
        {
            return;
        }

        var task = $"/tasks/{link.Groups[1].Value}";
        await worker.Get(task);
        var reason = $"Reason {Interlocked.Increment(ref _number)}";
        await worker.Post(task, ("command", "complete"), ("f.immediateDanger", "no"), ("f.riskLevel", "medium"), ("f.triageReason", reason), ("f.interimSafety", "With an aunt"));
        if (worker.Status == HttpStatusCode.Redirect)
        {
            Completed.Add((long.Parse(link.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), reason));
        }
    }

    private static void Again(ConcurrentQueue<string> queue, string? what)
    {
        if (what is not null)
        {
            queue.Enqueue(what);
        }
    }

    [GeneratedRegex("/tasks/(\\d+)\"[^>]*>Triage")]
    private static partial Regex TaskLink();
}
