using Peninsula.Persistence.Services;
using Peninsula.Persistence.Tests.Stores;
using Peninsula.Workflows.Execution;

namespace Peninsula.Persistence.Tests.Operations;

/// <summary>What is found by what an earlier check kept outside the database, and by comparing what people read with what the history tells.</summary>
public abstract class AnchorContract(TemporaryDatabase database) : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-anchor-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "anchor");

    [Fact]
    public async Task What_has_only_grown_since_is_whole()
    {
        await FillAsync();
        (await AnchorAsync()).Should().BeEmpty();
        await new Scene(database.Open.Store, 900).StartsAsync();
        await ReadAsync();
        database.Restart();
        await ReadAsync();

        (await AnchorAsync()).Should().BeEmpty();
        (await AnchorAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_removed_instance_is_missed_though_nothing_of_it_is_left()
    {
        await FillAsync();
        await AnchorAsync();
        database.UnguardHistory();
        database.Tamper("DELETE FROM history WHERE instance_key = 2; DELETE FROM user_tasks WHERE instance_key = 2; DELETE FROM escalations WHERE instance_key = 2; DELETE FROM instances WHERE key = 2;");

        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty("without an anchor nobody would know");
        (await AnchorAsync()).Should().Equal("instance 2 is gone: it was anchored with 4 entries");
    }

    [Fact]
    public async Task An_instance_that_went_back_as_a_whole_is_found()
    {
        await FillAsync();
        await AnchorAsync();
        database.UnguardHistory();
        database.Tamper(
            """
            DELETE FROM history WHERE instance_key = 3 AND version = 4;
            UPDATE instances SET version = 3, history_hash = (SELECT hash FROM history WHERE instance_key = 3 AND version = 3) WHERE key = 3;
            UPDATE escalations SET answered_at = NULL, answered_by = NULL, answer = NULL WHERE instance_key = 3;
            """);

        (await AnchorAsync()).Should().Equal("instance 3 went back: it was anchored with 4 entries and has 3");
    }

    [Fact]
    public async Task Reads_that_were_forgotten_are_found()
    {
        await FillAsync();
        await ReadAsync();
        await AnchorAsync();
        database.UnguardReads();
        database.Tamper("DELETE FROM reads_audit; DELETE FROM read_chains;");

        (await AnchorAsync()).Should().ContainSingle().Which.Should().StartWith("a chain of the audit of reads is gone");
    }

    [Theory]
    [InlineData("UPDATE escalations SET answer = 'never' WHERE instance_key = 2", "escalation 22 of instance 2 is not as its history tells: answer")]
    [InlineData("UPDATE user_tasks SET completed_by = 'ben', state = 1 WHERE key = 12", "task 12 of instance 2 is not as its history tells: state, completed_by")]
    [InlineData("DELETE FROM escalations WHERE instance_key = 2", "escalation 22 of instance 2 is in the history and not among the rows")]
    [InlineData("UPDATE instances SET status = 1 WHERE key = 2", "instance 2 is not as its history tells: status")]
    public async Task A_row_that_is_not_what_its_history_tells_is_named_and_the_rest_is_checked(string tampering, string fault)
    {
        await FillAsync();
        database.UnguardHistory();
        database.Tamper(tampering + "; UPDATE history SET by = 'nobody' WHERE instance_key = 3 AND version = 2;");

        (await database.Open.History.VerifyAllAsync()).Should().BeEquivalentTo(fault, "entry 2 of instance 3 was changed after it was written");
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_named_and_the_rest_is_checked()
    {
        await FillAsync();
        database.UnguardHistory();
        database.Tamper("UPDATE instances SET history_hash = (SELECT hash FROM history WHERE instance_key = 1 AND version = 1) WHERE key = 1; UPDATE history SET by = 'nobody' WHERE instance_key = 3 AND version = 2;");

        (await database.Open.History.VerifyAllAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_anchor_that_was_changed_or_signed_by_another_is_not_believed()
    {
        await FillAsync();
        await AnchorAsync();
        var text = await File.ReadAllTextAsync(Path);
        await File.WriteAllTextAsync(Path, text.Replace("instance 2 4 ", "instance 2 3 ", StringComparison.Ordinal));

        FluentActions.Invoking(() => new AnchorReader(Path, Key)).Should().Throw<AnchorException>();
        await File.WriteAllTextAsync(Path, text);
        FluentActions.Invoking(() => new AnchorReader(Path, new byte[32])).Should().Throw<AnchorException>();
        new AnchorReader(Path, Key).Dispose();
    }

    public void Dispose()
    {
        database.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<List<string>> AnchorAsync()
    {
        var problems = new List<string>();
        using var previous = File.Exists(Path) ? new AnchorReader(Path, Key) : null;
        using var next = new AnchorWriter(Path, Key, Scene.Start);
        await database.Open.History.VerifyAllAsync(previous, next, problems.Add);
        if (problems.Count == 0)
        {
            next.Finish();
        }

        return problems;
    }

    private async Task FillAsync()
    {
        for (var key = 1; key <= 3; key++)
        {
            var scene = new Scene(database.Open.Store, key);
            await scene.StartsAsync(new TaskCreated(key + 10, "triage", "Triage", "cse-concern", "triage", Scene.Terms("torbay-police-mash")));
            await scene.HappensAsync(new EscalationRaised(key + 20, key + 10, "triage", "chair", ["macse-chair:torbay"], false));
            await scene.CommitAsync(scene.Next("chair", new EscalationAcknowledged(key + 20, "by tomorrow")));
            await scene.CommitAsync(scene.Next("amira", new EscalationAnswered(key + 20, "done today")));
        }
    }

    private Task ReadAsync() => database.Open.Reads.RecordAsync("amira", "case", "CSE-2026-000001", Scene.Start);
}

public sealed class SqliteAnchorTests() : AnchorContract(new TemporarySqlite());

public sealed class PostgresAnchorTests() : AnchorContract(TemporaryPostgres.Migrated());
