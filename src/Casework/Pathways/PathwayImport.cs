using Peninsula.Casework.Pathways.Drawing;

namespace Peninsula.Casework.Pathways;

/// <summary>Takes a file that was made elsewhere.</summary>
public static class PathwayImport
{
    /// <summary>What a drawing may weigh, in bytes; the largest pathway of the product weighs a fiftieth of it.</summary>
    public const int LargestFile = 2 * 1024 * 1024;

    /// <summary>What an upload may weigh before it is cut off instead of being refused in words.</summary>
    public const int LargestUpload = 64 * 1024 * 1024;

    /// <summary>Why a file that is too large is not taken.</summary>
    public const string TooLarge = "The file is larger than 2 MB. A pathway of that size is better split into several that call each other";

    /// <summary>The file's content, or why it is not taken.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">Its length, in bytes.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<(byte[] Content, string? Problem)> ReadAsync(Stream file, long length, CancellationToken cancel)
    {
        if (length > LargestFile)
        {
            return ([], TooLarge);
        }

        using var stream = new MemoryStream();
        await file.CopyToAsync(stream, cancel);
        return Read(stream.ToArray());
    }

    /// <summary>The content as it is kept, or why it is not taken.</summary>
    public static (byte[] Content, string? Problem) Read(byte[] content)
    {
        if (PathwayDrawing.Read(content, out var problem) is not { } drawing)
        {
            return ([], problem!.TrimEnd('.'));
        }

        // A file that has a drawing is kept to the letter.
        return (DiagramLayout.DrawIfMissing(drawing) ? drawing.Write() : content, null);
    }
}
