namespace Peninsula.Activities.Access;

/// <summary>A table of counts from which no small number can be read or worked out; a null was suppressed.</summary>
/// <param name="Cells">The counts, by row and column.</param>
/// <param name="RowTotals">The total of each row.</param>
/// <param name="ColumnTotals">The total of each column.</param>
/// <param name="Total">The total of all.</param>
public sealed record SuppressedTable(
    IReadOnlyList<IReadOnlyList<int?>> Cells, IReadOnlyList<int?> RowTotals, IReadOnlyList<int?> ColumnTotals, int? Total)
{
    /// <summary>How many of the counts that are not zero are shown, totals aside; 1 when there are none.</summary>
    public double ShownShare
    {
        get
        {
            var counts = Cells.SelectMany(row => row).Where(count => count != 0).ToList();
            return counts.Count == 0 ? 1 : (double)counts.Count(count => count is not null) / counts.Count;
        }
    }
}

/// <summary>
/// Suppression of small cells: a count from 1 to 4 may point at a child, the more so in a small area. Such counts are hidden,
/// and further ones with them, so that nothing shown beside them tells that a hidden count is below 5, or what it is exactly.
/// Zero stays: it points at nobody.
/// </summary>
/// <remarks>The level of protection, and what it does not protect from, are in docs/decisions/0012.</remarks>
public static class SmallCells
{
    /// <summary>The smallest count that is shown.</summary>
    public const int Threshold = 5;

    /// <summary>Whether a count alone must be hidden.</summary>
    public static bool IsSmall(int count) => count is > 0 and < Threshold;

    /// <summary>Hides what must be hidden of tables that are shown beside one another: they count the same in other columns, so that the total of each row is one number.</summary>
    /// <param name="tables">One table or two: counts by row and column, none negative.</param>
    /// <exception cref="ArgumentException">A table is ragged, has a negative count, or its rows do not come to the totals of the other's.</exception>
    public static IReadOnlyList<SuppressedTable> Suppress(params IReadOnlyList<IReadOnlyList<IReadOnlyList<int>>> tables)
    {
        if (tables.Count is 0 or > 2)
        {
            throw new ArgumentException("One table or two are suppressed together.", nameof(tables));
        }

        foreach (var table in tables)
        {
            Check(table, tables[0]);
        }

        var network = new CountNetwork(tables);
        network.Protect(Threshold);
        return network.Shown();
    }

    /// <summary>All counts, for those who may see them.</summary>
    public static SuppressedTable Whole(IReadOnlyList<IReadOnlyList<int>> table) => new(
        [.. table.Select(row => (IReadOnlyList<int?>)[.. row.Select(count => (int?)count)])],
        [.. table.Select(row => (int?)row.Sum())],
        [.. Enumerable.Range(0, table.Count == 0 ? 0 : table[0].Count).Select(column => (int?)table.Sum(row => row[column]))],
        table.Sum(row => row.Sum()));

    private static void Check(IReadOnlyList<IReadOnlyList<int>> table, IReadOnlyList<IReadOnlyList<int>> first)
    {
        if (table.Any(row => row.Count != table[0].Count || row.Any(count => count < 0)))
        {
            throw new ArgumentException("The rows must have one length and no negative counts.", nameof(table));
        }

        if (!table.Select(row => row.Sum()).SequenceEqual(first.Select(row => row.Sum())))
        {
            throw new ArgumentException("The tables must count the same in other columns: their rows have other totals.", nameof(table));
        }
    }
}
