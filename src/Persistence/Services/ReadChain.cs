using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Peninsula.Persistence.Model;

namespace Peninsula.Persistence.Services;

/// <summary>
/// Chains the audit of reads: each entry's hash covers the hash of the entry before. One host has one chain at a time, begun
/// when it starts and after every write of which it is not known whether it succeeded, so that no page of one host waits for a
/// page of another.
/// </summary>
internal static class ReadChain
{
    /// <summary>What the first entry has as the hash before it.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>A number for a new chain, which no other host has; greater than 0.</summary>
    public static long NewNumber() => BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue | 1;

    /// <summary>
    /// SHA-256 of: the hash before; as 64-bit little-endian numbers chain, number, time in 100 ns since 1970, outcome; then person,
    /// what, case and reason, each as its bytes in UTF-8 behind their number as a 32-bit number, -1 for none.
    /// </summary>
    public static byte[] Hash(ReadOnlySpan<byte> previous, long chain, long number, Instant at, Read read)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Span<byte> numbers = stackalloc byte[4 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, chain);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], number);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[16..], at.ToUnixTimeTicks());
        BinaryPrimitives.WriteInt64LittleEndian(numbers[24..], (long)read.Outcome);
        hash.AppendData(numbers);
        Append(hash, read.Person);
        Append(hash, read.What);
        Append(hash, read.BusinessKey);
        Append(hash, read.Reason);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

/// <summary>A read, as its chain covers it.</summary>
internal sealed record Read(string Person, string What, string? BusinessKey, string? Reason, ReadOutcome Outcome);
