using NodaTime;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class HistoryChainTests
{
    private readonly List<HistoryEntry> _entries = [];

    public HistoryChainTests()
    {
        for (var version = 1; version <= 5; version++)
        {
            _entries.Add(HistoryChain.Next(version == 1 ? HistoryChain.Start : _entries[^1].Hash, 7, version, Instant.FromUtc(2026, 3, 2, 9, version), version == 1 ? null : "amira", "CompleteTask", new byte[version * 700]));
        }
    }

    [Fact]
    public void A_whole_chain_verifies() => HistoryChain.Verify(_entries, _entries[^1].Hash).Should().BeNull();

    public static TheoryData<string> Changes => ["by", "at", "command", "events", "missing", "swapped", "cut"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_is_found(string change)
    {
        var last = _entries[^1].Hash;
        switch (change)
        {
            case "by": _entries[0] = _entries[0] with { By = "" }; break;
            case "at": _entries[2] = _entries[2] with { At = _entries[2].At + Duration.FromTicks(1) }; break;
            case "command": _entries[4] = _entries[4] with { Command = "AssignTask" }; break;
            case "events": _entries[4] = _entries[4] with { Events = new byte[] { 1 } }; break;
            case "missing": _entries.RemoveAt(2); break;
            case "swapped": (_entries[1], _entries[2]) = (_entries[2], _entries[1]); break;
            default: _entries.RemoveAt(4); break;
        }

        HistoryChain.Verify(_entries, last).Should().NotBeNull();
    }
}
