namespace Peninsula.Workflows.Runtime;

/// <summary>Decides whom a message from outside may reach. Asked at every delivery, so that a message that was kept has no more rights than its sender has then.</summary>
public interface IMessagePolicy
{
    /// <summary>Whether a sender's message may reach somebody who waits for it; false: as if nobody waited there.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="receiver">Who waits: an instance's element, or a start event (instance 0).</param>
    /// <param name="cancel">Ends the asking.</param>
    ValueTask<bool> MayReachAsync(string sender, OpenSubscription receiver, CancellationToken cancel);
}

/// <summary>A policy for a host in which every sender may reach everybody.</summary>
internal sealed class OpenMessagePolicy : IMessagePolicy
{
    /// <inheritdoc/>
    public ValueTask<bool> MayReachAsync(string sender, OpenSubscription receiver, CancellationToken cancel) => ValueTask.FromResult(true);
}
