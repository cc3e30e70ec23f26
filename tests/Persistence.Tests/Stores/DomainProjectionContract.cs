using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Tests.Stores;

/// <summary>The domain's columns have what the domain says: the store knows neither a variable nor a tag.</summary>
public abstract class DomainProjectionContract(TemporaryDatabase database) : IDisposable
{
    private readonly Farm _farm = new();

    [Fact]
    public async Task Cases_tasks_and_escalations_are_filed_under_what_the_domain_makes_of_variables_and_tags()
    {
        using (var open = PeninsulaDatabase.Open(database.ConnectionString, _farm))
        {
            var instance = new Scene(open.Store, 100);
            await instance.StartsAsync(new VariablesSet(100, FeelContext.Of(("county", "kent"))), new TaskCreated(1, "milk", "Milk", "cse-concern", null, Tagged("north")));
            await instance.HappensAsync(new EscalationRaised(2, 1, "milk", "late", ["amira"], false), new VariablesSet(100, FeelContext.Of(("area", "devon"))));
            await instance.HappensAsync(new TaskMigrated(1, "milk", "Milk", "cse-concern", null, Tagged("south")));
        }

        using var context = database.Context();
        context.Cases.Single().Should().BeEquivalentTo(new { Area = (string?)null, RiskLevel = "kent" });
        context.Tasks.Single().Should().BeEquivalentTo(new { Area = (string?)null, Agency = (string?)null, Team = "south", Timescale = (string?)null, Disclosure = (string?)null });
        context.Escalations.Single().Should().BeEquivalentTo(new { Area = (string?)null, Agency = (string?)null, Team = "north" });
        context.Instances.Single().Partition.Should().Be("kent");
    }

    [Fact]
    public async Task An_engine_without_a_domain_fills_its_own_columns_alone()
    {
        using (var open = PeninsulaDatabase.Open(database.ConnectionString, IDomainProjection.None))
        {
            var instance = new Scene(open.Store, 100);
            await instance.StartsAsync(new VariablesSet(100, FeelContext.Of(("area", "devon"))), new TaskCreated(1, "milk", "Milk", "cse-concern", null, Scene.Terms()));
            await instance.HappensAsync(new EscalationRaised(2, 1, "milk", "late", ["amira"], false), new TaskMigrated(1, "milk", "Milk it", "cse-concern", null, Scene.Terms()));
            (await open.History.VerifyAllAsync()).Should().BeEmpty();
        }

        using var context = database.Context();
        context.Cases.Single().Area.Should().BeNull();
        context.Tasks.Single().Should().BeEquivalentTo(new { Name = "Milk it", Area = (string?)null, Team = (string?)null });
        context.Escalations.Single().Should().BeEquivalentTo(new { Level = "late", Team = (string?)null });
        context.Instances.Single().Partition.Should().BeNull();
    }

    [Fact]
    public async Task A_row_that_is_filed_under_something_else_than_the_domain_says_is_named()
    {
        using var open = PeninsulaDatabase.Open(database.ConnectionString, _farm);
        await new Scene(open.Store, 100).StartsAsync(new VariablesSet(100, FeelContext.Of(("county", "kent"))), new TaskCreated(1, "milk", "Milk", "cse-concern", null, Tagged("north")));
        (await open.History.VerifyAllAsync()).Should().BeEmpty();

        database.Tamper("UPDATE instances SET partition = 'sussex'; UPDATE user_tasks SET team = 'south', area = 'devon'");

        // What the domain does not fill is not the domain's to check.
        (await open.History.VerifyAllAsync()).Should().Equal("instance 100 is not as its history tells: partition", "task 1 of instance 100 is not as its history tells: team");
    }

    [Theory]
    [InlineData("team; DROP TABLE history")]
    [InlineData("team\n")]
    [InlineData("Team")]
    [InlineData("")]
    public void A_column_whose_name_is_more_than_a_name_is_refused(string name)
    {
        _farm.TaskColumns = [name];

        FluentActions.Invoking(() => PeninsulaDatabase.Open(database.ConnectionString, _farm)).Should().Throw<ArgumentException>().WithMessage($"\"{name}\" is no name of a column*");
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    private static TaskTerms Tagged(string herd) => new() { Tags = new Dictionary<string, string> { ["herd"] = herd, ["area"] = "devon" } };

    private sealed class Farm : IDomainProjection
    {
        public IReadOnlyList<string> CaseColumns => ["risk_level"];

        public IReadOnlyList<string> TaskColumns { get; set; } = ["team"];

        public IReadOnlyList<string> EscalationColumns => ["team"];

        public IReadOnlyList<string?> CaseValues(FeelContext variables) => [County(variables)];

        public IReadOnlyList<string?> TaskValues(IReadOnlyDictionary<string, string> tags) => [tags.GetValueOrDefault("herd")];

        public string? Partition(string? businessKey, FeelContext variables) => County(variables);

        private static string? County(FeelContext variables) => variables.TryGet("county", out var value) && value.TryGetString(out var text) ? text : null;
    }
}

public sealed class SqliteDomainProjectionTests() : DomainProjectionContract(new TemporarySqlite());

public sealed class PostgresDomainProjectionTests() : DomainProjectionContract(TemporaryPostgres.Migrated());
