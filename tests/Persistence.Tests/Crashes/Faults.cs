using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Peninsula.Persistence.Tests.Stores;
using Xunit.Abstractions;

namespace Peninsula.Persistence.Tests.Crashes;

/// <summary>One run of faults: how many, by what chance, what was acknowledged meanwhile, and whether all of it is there.</summary>
/// <remarks>A few rounds; <c>PENINSULA_KILL_ROUNDS</c> says more, <c>PENINSULA_SEED</c> repeats a run.</remarks>
internal sealed class Faults
{
    // Work taken by a host that died is free when it was not seen for ten seconds; the rest is for a machine that is busy with other tests.
    private static readonly Duration Grace = Duration.FromSeconds(30);

    private readonly ITestOutputHelper _output;
    private readonly string _what;
    private readonly Stopwatch _outage = new();
    private TimeSpan _longestOutage;

    public Faults(ITestOutputHelper output, string what, int few)
    {
        (_output, _what) = (output, what);
        Rounds = Setting("PENINSULA_KILL_ROUNDS") ?? few;
        var seed = Setting("PENINSULA_SEED") ?? Environment.TickCount;
        Random = new Random(seed);
        output.WriteLine($"seed {seed}, {Rounds} rounds");
    }

    public int Rounds { get; }

    public Random Random { get; }

    public Acknowledged Acknowledged { get; } = new();

    /// <summary>From now on nobody is there to fire timers.</summary>
    public void Out() => _outage.Start();

    /// <summary>From now on somebody is.</summary>
    public void Back()
    {
        _longestOutage = _outage.Elapsed > _longestOutage ? _outage.Elapsed : _longestOutage;
        _outage.Reset();
    }

    /// <summary>Lets everything end, and compares. The line that it writes is shown by ./test.</summary>
    public async Task VerifyAsync(TemporaryDatabase database, string clock = "0")
    {
        Out();
        await KilledHost.DrainAsync(database.ConnectionString, Acknowledged, clock);
        Back();
        var found = await Found.InAsync(database);
        _output.WriteLine($"faults: {_what}: {Rounds} rounds, {Acknowledged}; {found}");
        Acknowledged.Completed.Count.Should().BeGreaterThan(Rounds);
        await found.ShouldHoldAsync(Acknowledged, database);
        if (clock == "0")
        {
            found.Earliest.Should().BeGreaterThanOrEqualTo(Duration.Zero, "no timer fires before its time");
            found.Latest.Should().BeLessThan(Duration.FromTimeSpan(_longestOutage) + Grace, "no timer is late by more than the outage");
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
