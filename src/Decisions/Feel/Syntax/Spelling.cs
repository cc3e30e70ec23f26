namespace Peninsula.Decisions.Feel.Syntax;

/// <summary>Finds the name that was perhaps meant.</summary>
internal static class Spelling
{
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var (best, bestDistance) = (default(string), (name.Length < 4 ? 1 : Math.Max(2, name.Length / 3)) + 1);
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate, bestDistance);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>
    /// Whether a name is so near another that it is probably a slip: a letter or two of a longer word, and no other digit,
    /// since <c>step1</c> and <c>step2</c> are two names.
    /// </summary>
    public static bool IsSlip(string name, string known) => name.Length >= 4
        && Distance(name, known, 3) <= (name.Length < 8 ? 1 : 2)
        && name.Where(char.IsDigit).SequenceEqual(known.Where(char.IsDigit));

    /// <summary>Letters to change, add, leave out or swap with the next; case counts for nothing, since it is the commonest slip.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit || left.Length > 200)
        {
            return limit;
        }

        var (before, above, row) = (new int[right.Length + 1], Enumerable.Range(0, right.Length + 1).ToArray(), new int[right.Length + 1]);
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (Same(i, j) ? 0 : 1));
                if (i > 1 && j > 1 && Same(i - 1, j) && Same(i, j - 1))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[right.Length];

        bool Same(int i, int j) => char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
    }
}
