using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Peninsula.Workflows.Runtime;

/// <summary>
/// Chains an instance's history: each entry's hash covers the hash of the entry before, so that a change to the past
/// changes every hash after it.
/// </summary>
public static class HistoryChain
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>What the first entry has as the hash before it.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[HashLength];

    /// <summary>The next entry after one with <paramref name="previousHash"/>.</summary>
    public static HistoryEntry Next(ReadOnlyMemory<byte> previousHash, long instanceKey, long version, Instant at, string? by, string command, ReadOnlyMemory<byte> events) =>
        new(instanceKey, version, at, by, command, events, previousHash, Hash(previousHash, instanceKey, version, at, by, command, events));

    /// <summary>What is wrong with a whole history, oldest entry first; null when it is as it was written.</summary>
    /// <param name="entries">Every entry of one instance.</param>
    /// <param name="lastHash">The hash that the instance's state row carries, or null to leave the end open.</param>
    public static string? Verify(IEnumerable<HistoryEntry> entries, ReadOnlyMemory<byte>? lastHash = null)
    {
        var previous = Start;
        long version = 0;
        long instance = 0;
        foreach (var entry in entries)
        {
            version++;
            instance = entry.InstanceKey;
            if (entry.Version != version)
            {
                return $"entry {version} of instance {entry.InstanceKey} is missing: entry {entry.Version} stands in its place";
            }

            if (!entry.PreviousHash.Span.SequenceEqual(previous.Span))
            {
                return $"entry {version} of instance {entry.InstanceKey} does not follow the entry before it";
            }

            var hash = Hash(previous, entry.InstanceKey, version, entry.At, entry.By, entry.Command, entry.Events);
            if (!entry.Hash.Span.SequenceEqual(hash))
            {
                return $"entry {version} of instance {entry.InstanceKey} was changed after it was written";
            }

            previous = hash;
        }

        return lastHash is { } last && !last.Span.SequenceEqual(previous.Span)
            ? $"the history of instance {instance} ends at entry {version}, which is not the one that its state was written with"
            : null;
    }

    // Lengths stand before texts, so that no two different headers have the same bytes.
    private static byte[] Hash(ReadOnlyMemory<byte> previousHash, long instanceKey, long version, Instant at, string? by, string command, ReadOnlyMemory<byte> events)
    {
        var byLength = by is null ? 0 : Encoding.UTF8.GetByteCount(by);
        var commandLength = Encoding.UTF8.GetByteCount(command);
        var length = HashLength + (4 * sizeof(long)) + byLength + sizeof(int) + commandLength + events.Length;
        var rented = length <= 1024 ? null : System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        Span<byte> buffer = rented ?? stackalloc byte[1024];
        var rest = buffer;
        Put(ref rest, previousHash.Span);
        Put(ref rest, instanceKey);
        Put(ref rest, version);
        Put(ref rest, at.ToUnixTimeTicks());
        Put(ref rest, by is null ? -1L : byLength);
        rest = rest[Encoding.UTF8.GetBytes(by ?? "", rest)..];
        BinaryPrimitives.WriteInt32LittleEndian(rest, commandLength);
        rest = rest[sizeof(int)..];
        rest = rest[Encoding.UTF8.GetBytes(command, rest)..];
        Put(ref rest, events.Span);
        var hash = SHA256.HashData(buffer[..length]);
        if (rented is not null)
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    private static void Put(ref Span<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer, value);
        buffer = buffer[sizeof(long)..];
    }

    private static void Put(ref Span<byte> buffer, ReadOnlySpan<byte> value)
    {
        value.CopyTo(buffer);
        buffer = buffer[value.Length..];
    }
}
