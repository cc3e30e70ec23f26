using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

public sealed class InMemoryWorkflowStoreTests : WorkflowStoreContract
{
    protected override IWorkflowStore Store { get; } = new InMemoryWorkflowStore();
}

public sealed class SqliteWorkflowStoreTests : WorkflowStoreContract, IDisposable
{
    private readonly TemporaryDatabase database = new();

    protected override IWorkflowStore Store => database.Open.Store;

    public void Dispose() => database.Dispose();
}
