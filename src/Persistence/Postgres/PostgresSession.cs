using System.Data.Common;
using System.Globalization;
using Npgsql;
using Peninsula.Persistence.Store;

namespace Peninsula.Persistence.Postgres;

/// <summary>A connection to PostgreSQL. Npgsql keeps the statements prepared that are used again.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, ParameterTypes types) : ISession
{
    public Dialect Dialect => Dialect.Postgres;

    public ValueTask<int> RunAsync(string sql, params ReadOnlySpan<object?> values)
    {
        var given = values.ToArray();
        return WithAsync(sql, given, async command => await command.ExecuteNonQueryAsync());
    }

    public ValueTask<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var given = values.ToArray();
        return WithAsync(sql, given, async command =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<T>();
            while (await reader.ReadAsync())
            {
                rows.Add(read(reader));
            }

            return rows;
        });
    }

    public ValueTask<long?> NumberAsync(string sql, params ReadOnlySpan<object?> values)
    {
        var given = values.ToArray();
        return WithAsync<long?>(sql, given, async command =>
            await command.ExecuteScalarAsync() is { } number and not DBNull ? Convert.ToInt64(number, CultureInfo.InvariantCulture) : null);
    }

    private async ValueTask<T> WithAsync<T>(string sql, object?[] values, Func<NpgsqlCommand, ValueTask<T>> execute)
    {
        var described = await types.OfAsync(sql);
        await using var command = new NpgsqlCommand(described.Text, connection);
        described.Bind(command.Parameters, values);
        return await execute(command);
    }
}
