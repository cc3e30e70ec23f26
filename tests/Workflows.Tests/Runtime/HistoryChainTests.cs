using NodaTime;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class HistoryChainTests
{
    private readonly List<HistoryEntry> entries = [];

    public HistoryChainTests()
    {
        for (var version = 1; version <= 5; version++)
        {
            entries.Add(HistoryChain.Next(version == 1 ? HistoryChain.Start : entries[^1].Hash, 7, version, Instant.FromUtc(2026, 3, 2, 9, version), version == 1 ? null : "amira", "CompleteTask", new byte[version * 700]));
        }
    }

    [Fact]
    public void A_whole_chain_verifies() => HistoryChain.Verify(entries, entries[^1].Hash).Should().BeNull();

    public static TheoryData<string> Changes => ["by", "at", "command", "events", "missing", "swapped", "cut"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_is_found(string change)
    {
        var last = entries[^1].Hash;
        switch (change)
        {
            case "by": entries[0] = entries[0] with { By = "" }; break;
            case "at": entries[2] = entries[2] with { At = entries[2].At + Duration.FromTicks(1) }; break;
            case "command": entries[4] = entries[4] with { Command = "AssignTask" }; break;
            case "events": entries[4] = entries[4] with { Events = new byte[] { 1 } }; break;
            case "missing": entries.RemoveAt(2); break;
            case "swapped": (entries[1], entries[2]) = (entries[2], entries[1]); break;
            default: entries.RemoveAt(4); break;
        }

        HistoryChain.Verify(entries, last).Should().NotBeNull();
    }
}
