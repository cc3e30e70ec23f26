namespace Peninsula.Persistence.Store;

/// <summary>When a host among several counts as dead, as SQL says it.</summary>
internal static class Leases
{
    /// <summary>The database's own time, in 100 ns since 1970.</summary>
    public const string Now = "CAST(extract(epoch FROM clock_timestamp()) * 10000000 AS bigint)";

    /// <summary>A second, in 100 ns.</summary>
    public const long SecondTicks = 10_000_000;

    /// <summary>For how long a host may not be seen, in 100 ns.</summary>
    public const long DeadAfter = 10 * SecondTicks;

    /// <summary>The condition that nobody who lives has taken a row; <paramref name="me"/> has this host's number.</summary>
    public static string IsFree(string me) =>
        $"(taken_by IS NULL OR taken_by = {me} OR taken_by NOT IN (SELECT number FROM hosts WHERE seen > {Now} - {DeadAfter}))";
}
