namespace Peninsula.Host.Api.Conventions;

/// <summary>Finds null characters in JSON: they are no text, PostgreSQL keeps none, and both databases are to refuse the same.</summary>
internal static class NullCharacters
{
    private static readonly byte[] Escape = @"\u0000"u8.ToArray();

    /// <summary>Whether the body has one. It can be read again afterwards.</summary>
    public static async Task<bool> AreInAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return false;
        }

        var body = new MemoryStream();
        request.HttpContext.Response.RegisterForDispose(body);
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        body.Position = 0;
        request.Body = body;
        return AreIn(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    internal static bool AreIn(ReadOnlySpan<byte> json)
    {
        for (var from = 0; json[from..].IndexOf(Escape) is >= 0 and var found; from += found + 1)
        {
            // A backslash that is itself escaped begins nothing.
            var at = from + found;
            var before = at;
            while (before > 0 && json[before - 1] == (byte)'\\')
            {
                before--;
            }

            if ((at - before) % 2 == 0)
            {
                return true;
            }
        }

        return false;
    }
}
