namespace Peninsula.Persistence.Store;

/// <summary>Statements that were taken and not yet run.</summary>
internal sealed class Statements : IStatements
{
    private readonly List<(string Sql, object?[] Values)> _taken = [];

    public IReadOnlyList<(string Sql, object?[] Values)> Taken => _taken;

    public void Run(string sql, params ReadOnlySpan<object?> values) => _taken.Add((sql, values.ToArray()));

    /// <summary>Runs them one after another.</summary>
    public async ValueTask RunAsync(ISession session)
    {
        foreach (var (sql, values) in _taken)
        {
            await session.RunAsync(sql, values);
        }
    }
}
