using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Execution.Steps;

namespace Peninsula.Workflows.Runtime.Batches;

/// <summary>Goes through instances that have not ended, a page at a time, so that memory does not grow with their number.</summary>
internal sealed class InstanceScan(IWorkflowStore store, IDefinitionCatalog catalog, ILogger log)
{
    private const int Page = 500;

    /// <summary>Instances that match; their states where asked for, or where an element was. One whose row is damaged is left out, and logged.</summary>
    public async IAsyncEnumerable<(long Key, InstanceState? State)> RunAsync(InstanceSelection selection, bool withState, bool ended, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (long after = 0; ;)
        {
            var keys = await store.SelectInstancesAsync(selection, ended, after, Page, cancel);
            foreach (var key in keys)
            {
                if (!withState && selection.ElementId is null)
                {
                    yield return (key, null);
                }
                else if (await ReadAsync(key, cancel) is { } state && (selection.ElementId is not { } element || Positions.Of(state).Any(position => position.ElementId == element)))
                {
                    yield return (key, state);
                }
            }

            if (keys.Count < Page)
            {
                yield break;
            }

            after = keys[^1];
        }
    }

    private async ValueTask<InstanceState?> ReadAsync(long key, CancellationToken cancel)
    {
        try
        {
            return await store.LoadAsync(key, cancel) is { } stored ? Bound(StateCodec.Read(stored.State)) : null;
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreException or OutOfMemoryException))
        {
            log.LogError(error, "Instance {Instance} cannot be read and is left out", key);
            return null;
        }
    }

    private InstanceState Bound(InstanceState state) => Binding.Bind(state, catalog) is { } missing
        ? throw new InvalidDataException($"The definition {missing}, which the instance runs, is not deployed.")
        : state;
}
