using Peninsula.Decisions.Feel;
using Peninsula.Tests.Approval;

namespace Peninsula.Decisions.Tests.Package;

/// <summary>What would be published: what it offers, and what it stands on.</summary>
public class PackageTests
{
    [Fact]
    public void Offers_what_was_approved()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Package");
        var found = PublicApi.Of(typeof(FeelExpression).Assembly).ToArray();
        File.WriteAllLines(Path.Combine(folder, "PublicApi.found.txt"), found);

        // If the change is meant, take PublicApi.found.txt from the tests' output for PublicApi.approved.txt.
        found.Should().Equal(File.ReadAllLines(Path.Combine(folder, "PublicApi.approved.txt")));
    }

    [Fact]
    public void Stands_on_noda_time_alone() => typeof(FeelExpression).Assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => name != "netstandard" && !name.StartsWith("System", StringComparison.Ordinal))
        .Should().Equal("NodaTime");

    [Fact]
    public void Knows_the_result_of_every_builtin() => Peninsula.Decisions.Feel.Functions.Builtins.Names
        .Where(name => Peninsula.Decisions.Feel.Checking.BuiltinResults.Of(name, []).IsUnknown)
        .Should().BeEquivalentTo("abs", "from json", "get or else", "get value", "max", "min", "sum");
}
