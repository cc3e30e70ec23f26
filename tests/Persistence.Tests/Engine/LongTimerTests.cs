using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Persistence.Tests.Engine;

public sealed class SqliteLongTimerTests() : LongTimerContract(new TemporarySqlite());

public sealed class PostgresLongTimerTests() : LongTimerContract(TemporaryPostgres.Migrated());

/// <summary>A review in three months, a child's eighteenth birthday: longer than any process runs, and than a 32-bit count of milliseconds.</summary>
public abstract class LongTimerContract : IDisposable
{
    private static readonly Workflows.Runtime.Deploying.DeploymentFile Review = EngineOnDatabase.File("review", """
        <process id="review" isExecutable="true">
          <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
          <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>= duration(after)</timeDuration></timerEventDefinition></intermediateCatchEvent>
          <sequenceFlow id="f2" sourceRef="wait" targetRef="end"/><endEvent id="end"/>
        </process>
        """);

    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    private readonly TemporaryDatabase _database;
    private readonly EngineOnDatabase _host;

    protected LongTimerContract(TemporaryDatabase database) => (_database, _host) = (database, new EngineOnDatabase(database));

    [Fact]
    public async Task Timers_of_days_and_of_years_fire_when_they_are_due_after_restarts()
    {
        await _host.StartAsync(Review);
        var waits = new List<(long Instance, Instant Due)>();
        foreach (var after in new[] { "P25D", "P28D", "P90D", "P1Y", "P18Y" })
        {
            // Days and years of the calendar on the wall: most of these end in the other half of summer time.
            var due = (_host.Clock.GetCurrentInstant().InZone(London).LocalDateTime + PeriodPattern.NormalizingIso.Parse(after).Value).InZoneLeniently(London).ToInstant();
            waits.Add((await _host.BeginAsync("review", ("after", after)), due));
        }

        foreach (var (instance, due) in waits)
        {
            await _host.RestartAsync();
            _host.Clock.Reset(due - Duration.FromTicks(1));
            (await _host.Engine.PumpAsync()).Should().Be(0);
            (await _host.StatusAsync(instance)).Should().Be(InstanceStatus.Running);

            await _host.RestartAsync();
            _host.Clock.Reset(due);
            (await _host.Engine.PumpAsync()).Should().Be(1);
            (await _host.StatusAsync(instance)).Should().Be(InstanceStatus.Completed);
        }

        (await _database.Open.History.VerifyAllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task One_instance_that_cannot_be_read_keeps_no_others_timer_from_firing_and_shows_as_an_incident()
    {
        await _host.StartAsync(Review);
        var bad = await _host.BeginAsync("review", ("after", "P25D"));
        var lost = await _host.BeginAsync("review", ("after", "P26D"));
        var good = await _host.BeginAsync("review", ("after", "P28D"));
        _database.Tamper(string.Create(CultureInfo.InvariantCulture, $"UPDATE instances SET state = history_hash WHERE key = {bad}; UPDATE timers SET instance_key = 7 WHERE instance_key = {lost}"));
        await _host.RestartAsync();

        _host.Clock.AdvanceDays(30);
        await _host.Engine.PumpAsync();

        (await _host.StatusAsync(good)).Should().Be(InstanceStatus.Completed);
        using var context = _database.Context();
        var incidents = context.Incidents.OrderBy(incident => incident.InstanceKey).ToList();
        incidents.Select(incident => incident.InstanceKey).Should().Equal(7, bad);
        incidents[1].Message.Should().Contain($"Instance {bad} cannot be read");
    }

    public void Dispose()
    {
        _host.Dispose();
        _database.Dispose();
        GC.SuppressFinalize(this);
    }
}
