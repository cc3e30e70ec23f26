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

    /// <summary>Letters to change, add or leave out; case counts for nothing, since it is the commonest slip.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit || left.Length > 200)
        {
            return limit;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[right.Length];
    }
}
