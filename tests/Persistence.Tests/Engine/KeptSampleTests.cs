using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Engine;

/// <summary>
/// Databases that versions before this one wrote, one for each schema, are opened, verified, read and worked on to the end.
/// <c>PENINSULA_KEEP_SAMPLE=1</c> makes the one of this schema; it is never made again.
/// </summary>
public sealed class KeptSampleTests
{
    private static readonly string Folder = Path.Combine(SourceFolder(), "Samples");

    public static TheoryData<string> Samples => new(Directory.GetFiles(Folder, "*.gz").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task What_an_earlier_version_wrote_is_read_verified_and_ended(string sample)
    {
        using var database = new TemporarySqlite();
        await UnpackAsync(Path.Combine(Folder, sample), database.File);
        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty();
        using var host = new EngineOnDatabase(database);
        await host.StartAsync();
        host.Clock.Reset(Instant.FromUtc(2026, 3, 4, 9, 0));

        foreach (var (number, key) in Keys(database).Index())
        {
            (await host.StatusAsync(key)).Should().Be(InstanceStatus.Running);
            await WorkAsync(host, key, Reference(number));
        }

        // The review in three months fires although the version that scheduled it is gone.
        host.Clock.AdvanceDays(90);
        await host.Engine.PumpAsync();
        foreach (var key in Keys(database))
        {
            foreach (var reminder in (await host.Engine.InspectAsync(key))!.Tasks)
            {
                await CompleteAsync(host, key, reminder);
            }

            (await host.StatusAsync(key)).Should().Be(InstanceStatus.Completed);
        }

        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task This_schema_has_its_sample()
    {
        using var database = new TemporarySqlite();
        using (var host = new EngineOnDatabase(database))
        {
            await host.StartAsync(KeptPathways.File);
            for (var i = 0; i < 2; i++)
            {
                var key = await host.BeginAsync(KeptPathways.Id, ("riskLevel", "high"), ("caseReference", Reference(i)), ("agencies", FeelValue.List(["police", "health"])));
                if (i == 1)
                {
                    // One in the middle: a reminder is open, an agency has answered, a job has failed once.
                    host.Clock.AdvanceDays(1);
                    await host.Engine.PumpAsync();
                    await CompleteAsync(host, key, (await host.Engine.InspectAsync(key))!.Tasks.First(task => task.ElementId == "ask"));
                    var job = (await host.Engine.TakeJobsAsync(["tell"], "worker", Duration.FromMinutes(1), 10))[^1];
                    (await host.Engine.ExecuteAsync(job.InstanceKey, new FailJob(job.JobKey, 2, "nobody answered"))).Message.Should().BeNull();
                }
            }
        }

        string schema;
        using (var context = database.Context())
        {
            schema = (await context.Database.GetAppliedMigrationsAsync()).Last();
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        database.Restart();
        var kept = Path.Combine(Folder, $"{schema}.db.gz");
        if (Environment.GetEnvironmentVariable("PENINSULA_KEEP_SAMPLE") == "1")
        {
            File.Exists(kept).Should().BeFalse("a sample is what a version wrote, and is never written again");
            await using var from = File.OpenRead(database.File);
            await using var to = new GZipStream(File.Create(kept), CompressionLevel.SmallestSize);
            await from.CopyToAsync(to);
        }

        File.Exists(kept).Should().BeTrue("PENINSULA_KEEP_SAMPLE=1 dotnet test tests/Persistence.Tests --filter KeptSample makes it; it goes into the repository");
    }

    private static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"CSE-2026-{number + 1:000000}");

    private static async Task WorkAsync(EngineOnDatabase host, long key, string reference)
    {
        while ((await host.Engine.InspectAsync(key))!.Tasks is [var task, ..])
        {
            await CompleteAsync(host, key, task);
        }

        foreach (var job in await host.Engine.TakeJobsAsync(["tell"], "worker", Duration.FromHours(1), 10))
        {
            (await host.Engine.ExecuteAsync(job.InstanceKey, new CompleteJob(job.JobKey, FeelContext.Empty))).Message.Should().BeNull();
        }

        (await host.Engine.PublishMessageAsync(new MessageRequest("reply", reference, FeelContext.Empty))).IsReceived.Should().BeTrue();
    }

    private static async Task CompleteAsync(EngineOnDatabase host, long key, UserTaskState task) =>
        (await host.Engine.ExecuteAsync(key, new CompleteTask(task.Key, FeelContext.Of(("outcome", "assess"), ("answer", "yes"))) { By = "amira" })).Message.Should().BeNull();

    private static List<long> Keys(TemporaryDatabase database)
    {
        using var context = database.Context();
        return [.. context.Instances.OrderBy(instance => instance.Key).Select(instance => instance.Key)];
    }

    private static async Task UnpackAsync(string sample, string file)
    {
        await using var from = new GZipStream(File.OpenRead(sample), CompressionMode.Decompress);
        await using var to = File.Create(file);
        await from.CopyToAsync(to);
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(Path.GetDirectoryName(file))!;
}
