using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Services;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>The audit of reads is written once, in chains, and what is done to it afterwards is found.</summary>
public abstract class ReadsAuditContract(TemporaryDatabase database) : IDisposable
{
    [Theory]
    [InlineData("UPDATE reads_audit SET person = 'nobody'")]
    [InlineData("DELETE FROM reads_audit")]
    public async Task The_database_refuses_to_change_or_remove_what_was_read(string tampering)
    {
        await ReadAsync(3);

        database.Invoking(row => row.Tamper(tampering)).Should().Throw<DbException>().WithMessage("*append-only*");

        using var context = database.Context();
        context.Reads.Count(read => read.Person == "amira").Should().Be(3);
    }

    [Fact]
    public async Task Reads_of_many_at_once_stand_in_one_chain_without_a_gap()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => database.Open.Reads.RecordAsync($"person-{number}", "case", "CSE-2026-000001", Scene.Start)));

        using var context = database.Context();
        context.Reads.Select(read => read.Chain).Distinct().Should().ContainSingle();
        context.Reads.OrderBy(read => read.Number).Select(read => read.Number).ToList().Should().Equal(Enumerable.Range(1, 300).Select(number => (long)number));
        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Each_start_begins_a_chain_and_a_refusal_is_a_read_too()
    {
        await ReadAsync(2);
        database.Restart();
        await database.Open.Reads.RecordAsync("ben", "task:7", null, Scene.Start, null, ReadOutcome.Refused);

        using var context = database.Context();
        context.Reads.Select(read => read.Chain).Distinct().Should().HaveCount(2);
        context.Reads.Single(read => read.Outcome == ReadOutcome.Refused).Person.Should().Be("ben");
        (await database.Open.History.VerifyAllAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("UPDATE reads_audit SET person = 'nobody' WHERE number = 2", "entry 2 of chain * was changed after it was written")]
    [InlineData("UPDATE reads_audit SET business_key = NULL WHERE number = 2", "entry 2 of chain * was changed after it was written")]
    [InlineData("UPDATE reads_audit SET outcome = 1 WHERE number = 3", "entry 3 of chain * was changed after it was written")]
    [InlineData("DELETE FROM reads_audit WHERE number = 2", "entry 2 of chain * is missing")]
    [InlineData("DELETE FROM reads_audit WHERE number IN (4, 5)", "what stood from entry 4 to 5 of chain * is missing")]
    [InlineData("DELETE FROM read_chains", "chain * has entries and no end")]
    [InlineData("UPDATE read_chains SET number = 4", "entry 5 of chain * was added behind its end")]
    public async Task What_was_done_to_it_is_named(string tampering, string fault)
    {
        await ReadAsync(5);
        database.UnguardReads();
        database.Tamper(tampering);

        (await database.Open.History.VerifyAllAsync()).Should().Contain(problem => IsLike(problem.Replace("of the audit of reads ", "", StringComparison.Ordinal), fault));
    }

    [Fact]
    public async Task An_entry_written_anew_with_the_right_hash_of_its_own_is_given_away_by_the_entry_after_it()
    {
        await ReadAsync(5);
        database.UnguardReads();
        using (var context = database.Context())
        {
            var (before, forged) = (context.Reads.Single(read => read.Number == 2), context.Reads.Single(read => read.Number == 3));
            var hash = ReadChain.Hash(before.Hash, forged.Chain, forged.Number, forged.At, new Read("nobody", forged.What, forged.BusinessKey, forged.Reason, forged.Outcome));
            await context.Reads.Where(read => read.Number == 3).ExecuteUpdateAsync(row => row.SetProperty(read => read.Person, "nobody").SetProperty(read => read.Hash, hash));
        }

        (await database.Open.History.VerifyAllAsync()).Should().ContainSingle().Which.Should().StartWith("entry 4 ");
    }

    [Fact]
    public async Task A_broken_entry_does_not_hide_the_next()
    {
        await ReadAsync(6);
        database.UnguardReads();
        database.Tamper("UPDATE reads_audit SET person = 'nobody' WHERE number IN (2, 5)");

        var problems = await database.Open.History.VerifyAllAsync();

        problems.Should().HaveCount(2);
        problems[0].Should().StartWith("entry 2 ");
        problems[1].Should().StartWith("entry 5 ");
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    private static bool IsLike(string problem, string pattern) =>
        System.Text.RegularExpressions.Regex.IsMatch(problem, "^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace("\\*", "\\d+", StringComparison.Ordinal) + "$");

    private async Task ReadAsync(int times)
    {
        for (var number = 0; number < times; number++)
        {
            await database.Open.Reads.RecordAsync("amira", "case", "CSE-2026-000001", Scene.Start + Duration.FromMinutes(number), "on the case");
        }
    }
}

public sealed class SqliteReadsAuditTests() : ReadsAuditContract(new TemporarySqlite());

public sealed class PostgresReadsAuditTests() : ReadsAuditContract(TemporaryPostgres.Migrated());
