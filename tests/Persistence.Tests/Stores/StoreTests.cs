using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

public sealed class InMemoryWorkflowStoreTests : WorkflowStoreContract
{
    protected override IWorkflowStore Store { get; } = new InMemoryWorkflowStore(TestDomain.Instance);
}

public sealed class SqliteWorkflowStoreTests : WorkflowStoreContract, IDisposable
{
    private readonly TemporarySqlite _database = new();

    protected override IWorkflowStore Store => _database.Open.Store;

    public void Dispose() => _database.Dispose();
}

public sealed class PostgresWorkflowStoreTests : WorkflowStoreContract, IDisposable
{
    private readonly TemporaryPostgres _database = TemporaryPostgres.Migrated();

    protected override IWorkflowStore Store => _database.Open.Store;

    public void Dispose() => _database.Dispose();
}

public sealed class SqliteCaseRowTests() : CaseRowContract(new TemporarySqlite());

public sealed class PostgresCaseRowTests() : CaseRowContract(TemporaryPostgres.Migrated());
