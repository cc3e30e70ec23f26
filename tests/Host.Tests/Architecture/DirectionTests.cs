using System.Reflection;

namespace Peninsula.Host.Tests.Architecture;

/// <summary>Arrows run one way: Host -> Casework -> Activities, Persistence -> Workflows -> Decisions.</summary>
public sealed class DirectionTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Peninsula.Decisions"] = [],
        ["Peninsula.Workflows"] = ["Peninsula.Decisions"],
        ["Peninsula.Persistence"] = ["Peninsula.Workflows", "Peninsula.Decisions"],
        ["Peninsula.Activities"] = ["Peninsula.Workflows", "Peninsula.Decisions"],
        ["Peninsula.Casework"] = ["Peninsula.Activities", "Peninsula.Persistence", "Peninsula.Workflows", "Peninsula.Decisions"],
        ["Peninsula.Host"] = ["Peninsula.Casework", "Peninsula.Activities", "Peninsula.Persistence", "Peninsula.Workflows", "Peninsula.Decisions"],
    };

    public static TheoryData<string> Rooms() => [.. MayUse.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_below_it(string room)
    {
        var used = Assembly.Load(room).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Peninsula.", StringComparison.Ordinal));

        used.Should().BeSubsetOf(MayUse[room]);
    }

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_keeps_its_types_under_its_own_namespace(string room)
    {
        var strays = Assembly.Load(room).GetTypes()
            .Where(type => type.Namespace is { } name && name.StartsWith("Peninsula", StringComparison.Ordinal))
            .Where(type => type.Namespace != room && !type.Namespace!.StartsWith(room + ".", StringComparison.Ordinal))
            .Select(type => type.FullName);

        strays.Should().BeEmpty();
    }

    [Fact]
    public void Casework_knows_nothing_of_the_web()
    {
        var web = Assembly.Load("Peninsula.Casework").GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("System.Net.Http", StringComparison.Ordinal));

        web.Should().BeEmpty("a page, an interface and a command are all its callers");
    }

    [Theory]
    [InlineData("Peninsula.Decisions", new[] { "NodaTime" })]
    [InlineData("Peninsula.Workflows", new[] { "Cronos", "NodaTime", "Microsoft.Extensions.Logging.Abstractions" })]
    public void The_language_and_the_engine_stand_on_next_to_nothing(string room, string[] packages)
    {
        var outside = Assembly.Load(room).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && !name.StartsWith("Peninsula.", StringComparison.Ordinal));

        outside.Should().BeSubsetOf(packages);
    }
}
