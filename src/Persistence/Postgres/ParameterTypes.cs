using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Peninsula.Persistence.Postgres;

/// <summary>What types a statement's parameters have, as the database itself says. It is asked once for each statement.</summary>
/// <remarks>
/// A statement stays prepared only while its parameters keep their types, and a null has none. The statements' text is that
/// of both databases: <c>?1</c> becomes <c>$1</c>.
/// </remarks>
internal sealed class ParameterTypes(NpgsqlDataSource source)
{
    private readonly ConcurrentDictionary<string, Described> _known = new(StringComparer.Ordinal);
    private int _names;

    public async ValueTask<Described> OfAsync(string sql)
    {
        if (_known.TryGetValue(sql, out var described))
        {
            return described;
        }

        var text = sql.Replace('?', '$');
        return _known[sql] = new Described(text, text.Contains('$', StringComparison.Ordinal) ? await AskAsync(text) : []);
    }

    private async Task<NpgsqlDbType[]> AskAsync(string text)
    {
        // On a connection of its own: in somebody's transaction a mistake in the statement would end that too.
        var name = string.Create(CultureInfo.InvariantCulture, $"described_{Interlocked.Increment(ref _names)}");
        await using var connection = await source.OpenConnectionAsync();
        await DoAsync(connection, $"PREPARE {name} AS {text}");
        await using var ask = new NpgsqlCommand($"SELECT CAST(parameter_types AS oid[]) FROM pg_prepared_statements WHERE name = '{name}'", connection);
        var types = (uint[])(await ask.ExecuteScalarAsync())!;
        await DoAsync(connection, $"DEALLOCATE {name}");
        return [.. types.Select(Known)];
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlDbType Known(uint type) => type switch
    {
        16 => NpgsqlDbType.Boolean,
        17 => NpgsqlDbType.Bytea,
        20 => NpgsqlDbType.Bigint,
        23 => NpgsqlDbType.Integer,
        25 or 1043 => NpgsqlDbType.Text,
        _ => throw new NotSupportedException($"A parameter of the type {type} is not among those that the store writes."),
    };

    internal sealed record Described(string Text, NpgsqlDbType[] Types)
    {
        public void Bind(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < Types.Length; i++)
            {
                parameters.Add(new NpgsqlParameter { NpgsqlDbType = Types[i], Value = As(Types[i], values[i]) });
            }
        }

        private static object As(NpgsqlDbType type, object? value) => (type, value) switch
        {
            (_, null) => DBNull.Value,
            (NpgsqlDbType.Boolean, int number) => number != 0,
            (NpgsqlDbType.Bigint, int number) => (long)number,
            (NpgsqlDbType.Integer, long number) => checked((int)number),
            _ => value,
        };
    }
}
