using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Peninsula.Persistence.Files;

namespace Peninsula.Persistence.Services;

/// <summary>The end of a chain, as an anchor holds it.</summary>
/// <param name="Key">The instance, or the chain of reads.</param>
/// <param name="Number">The version or number of its last entry.</param>
/// <param name="Hash">That entry's hash, hexadecimal.</param>
public sealed record AnchoredEnd(long Key, long Number, string Hash);

/// <summary>
/// What a check found whole, in a file outside the database: the end of every chain, signed with HMAC-SHA-256. A line for each,
/// in the order of their keys, so that it is written and read without being held in memory.
/// </summary>
public static class Anchor
{
    internal const string Title = "peninsula anchor 1";
    internal const string At = "at ";
    internal const string Instances = "instance";
    internal const string Reads = "reads";
    internal const string Signature = "signature ";

    /// <summary>Writes a line of an anchor; the same for the writer and the signature.</summary>
    internal static string Line(string kind, AnchoredEnd end) => string.Create(CultureInfo.InvariantCulture, $"{kind} {end.Key} {end.Number} {end.Hash}");
}

/// <summary>An anchor that cannot be relied upon.</summary>
public sealed class AnchorException(string message) : Exception(message);

/// <summary>Writes an anchor beside its name and puts it there when it is whole.</summary>
public sealed class AnchorWriter : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _signature;

    /// <summary>Begins an anchor.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="key">What it is signed with.</param>
    /// <param name="at">When the check began.</param>
    public AnchorWriter(string path, byte[] key, Instant at)
    {
        _path = path;
        _file = new FileStream(path + ".new", PrivateFile.Options(FileMode.Create));
        _signature = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Write(Anchor.Title);
        Write(Anchor.At + InstantPattern.General.Format(at));
    }

    internal void Instance(AnchoredEnd end) => Write(Anchor.Line(Anchor.Instances, end));

    internal void Chain(AnchoredEnd end) => Write(Anchor.Line(Anchor.Reads, end));

    /// <summary>Signs it and puts it in its place, over the one before.</summary>
    public void Finish()
    {
        _file.Write(Encoding.ASCII.GetBytes($"{Anchor.Signature}{Convert.ToHexStringLower(_signature.GetHashAndReset())}\n"));
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_path + ".new", _path, overwrite: true);
    }

    /// <summary>Lets go of it; what was not finished is removed.</summary>
    public void Dispose()
    {
        _signature.Dispose();
        _file.Dispose();
        File.Delete(_path + ".new");
    }

    private void Write(string line)
    {
        var bytes = Encoding.ASCII.GetBytes(line + "\n");
        _signature.AppendData(bytes);
        _file.Write(bytes);
    }
}

/// <summary>Reads an anchor in the order in which it was written, after its signature was checked.</summary>
public sealed class AnchorReader : IDisposable
{
    private readonly StreamReader _lines;
    private string? _next;

    /// <summary>Opens an anchor.</summary>
    /// <exception cref="AnchorException">It is damaged, or was signed with another key.</exception>
    public AnchorReader(string path, byte[] key)
    {
        Check(path, key);
        _lines = new StreamReader(path);
        _lines.ReadLine();
        Taken = InstantPattern.General.Parse(_lines.ReadLine()![Anchor.At.Length..]).Value;
        _next = _lines.ReadLine();
    }

    /// <summary>When it was taken.</summary>
    public Instant Taken { get; }

    /// <summary>The next ends of instances, up to a key.</summary>
    internal Dictionary<long, AnchoredEnd> Instances(long upTo) => Take(Anchor.Instances, upTo);

    /// <summary>The next ends of chains of reads, up to a key.</summary>
    internal Dictionary<long, AnchoredEnd> Chains(long upTo) => Take(Anchor.Reads, upTo);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _lines.Dispose();

    private Dictionary<long, AnchoredEnd> Take(string kind, long upTo)
    {
        var taken = new Dictionary<long, AnchoredEnd>();
        while (_next?.Split(' ') is [var first, var key, var number, var hash] && first == kind && long.Parse(key, CultureInfo.InvariantCulture) is var found && found <= upTo)
        {
            taken[found] = new AnchoredEnd(found, long.Parse(number, CultureInfo.InvariantCulture), hash);
            _next = _lines.ReadLine();
        }

        return taken;
    }

    private static void Check(string path, byte[] key)
    {
        using var signature = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        using var read = new StreamReader(path);
        var (number, signed) = (0, (string?)null);
        while (read.ReadLine() is { } line)
        {
            number++;
            if (signed is not null || (number == 1 && line != Anchor.Title))
            {
                break;
            }

            if (line.StartsWith(Anchor.Signature, StringComparison.Ordinal))
            {
                signed = line[Anchor.Signature.Length..];
                continue;
            }

            signature.AppendData(Encoding.ASCII.GetBytes(line + "\n"));
        }

        var right = Convert.ToHexStringLower(signature.GetHashAndReset());
        if (signed is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signed), Encoding.ASCII.GetBytes(right)))
        {
            throw new AnchorException($"The anchor {path} was changed, or signed with another key.");
        }
    }
}
