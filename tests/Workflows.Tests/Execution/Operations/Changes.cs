using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Workflows.Tests.Execution.Operations;

/// <summary>How tests say what is modified and migrated.</summary>
internal static class Changes
{
    public static Engine Modify(this Engine engine, params Modification[] modifications)
    {
        engine.Accept(new ModifyInstance(modifications, "drawn wrongly"));
        return engine;
    }

    public static IEnumerable<string> WhyNot(this Engine engine, params Modification[] modifications)
    {
        var result = engine.Execute(new ModifyInstance(modifications, "drawn wrongly"));
        result.Refusal.Should().Be(Refusal.Invalid, "the modification is impossible");
        result.State.Should().BeSameAs(engine.State);
        return result.Problems.Select(problem => $"{problem.Rule} {problem.ElementId}".TrimEnd());
    }

    /// <summary>Migrates to the second process that the engine was given, by what is proposed or by pairs of ids.</summary>
    public static Engine Migrate(this Engine engine, params (string From, string To)[] mapping)
    {
        engine.Accept(To(mapping));
        return engine;
    }

    public static IEnumerable<string> WhyNotMigrate(this Engine engine, params (string From, string To)[] mapping)
    {
        var result = engine.Execute(To(mapping));
        result.Refusal.Should().Be(Refusal.Invalid, "the migration is impossible");
        return result.Problems.Select(problem => $"{problem.Rule} {problem.ElementId}".TrimEnd());
    }

    public static CancelElement Cancel(string elementId) => new(ElementChoice.AllOf(elementId));

    public static MoveElement Move(string from, string to) => new(ElementChoice.AllOf(from), to);

    private static MigrateInstance To((string From, string To)[] mapping) =>
        new(2, mapping.Length == 0 ? null : [.. mapping.Select(pair => new ElementMapping(pair.From, pair.To))], "a better version");
}
