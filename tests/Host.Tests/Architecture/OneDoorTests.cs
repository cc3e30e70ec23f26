using System.Reflection;
using Mono.Cecil;

namespace Peninsula.Host.Tests.Architecture;

/// <summary>Every write is a use case of casework with its guard inside; pages and interfaces only spell it. So none of them calls what writes.</summary>
public sealed class OneDoorTests
{
    private static readonly string[] Fronts = ["Peninsula.Host.Features", "Peninsula.Host.Api"];

    // What reads. Whoever adds a method of engine or store that a front may call says so here.
    private static readonly HashSet<string> Reads = new(StringComparer.Ordinal)
    {
        "WorkflowEngine.InspectAsync", "IWorkflowStore.HistoryAsync", "PathwayVersions.FindAsync", "PathwayVersions.OfAsync", "PathwayVersions.OpenAsync",
        // That something was read is written down, whoever shows it.
        "ReadsAudit.RecordAsync",
    };

    [Fact]
    public void No_page_and_no_interface_writes_but_through_casework()
    {
        using var host = AssemblyDefinition.ReadAssembly(Assembly.Load("Peninsula.Host").Location);
        var calls =
            from type in host.MainModule.GetTypes()
            where Fronts.Any(front => NamespaceOf(type).StartsWith(front, StringComparison.Ordinal))
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            let called = instruction.Operand as MethodReference
            where called is not null && Writes(called)
            select $"{OutermostOf(type).Name}: {called.DeclaringType.Name}.{called.Name}";

        string.Join('\n', calls.Distinct().Order(StringComparer.Ordinal)).Should().BeEmpty();
    }

    private static bool Writes(MethodReference called)
    {
        var space = NamespaceOf(called.DeclaringType);
        var isStore = space.StartsWith("Peninsula.Workflows.Runtime", StringComparison.Ordinal) || space.StartsWith("Peninsula.Persistence", StringComparison.Ordinal);
        var isQuery = space == "Peninsula.Persistence.Queries";
        return (isStore && !isQuery && called.Name.EndsWith("Async", StringComparison.Ordinal) && !Reads.Contains($"{called.DeclaringType.Name}.{called.Name}"))
            || called is { Name: "SaveChangesAsync" or "SaveChanges" or "ExecuteUpdateAsync" or "ExecuteDeleteAsync" };
    }

    private static string NamespaceOf(TypeReference type) => OutermostOf(type).Namespace;

    private static TypeReference OutermostOf(TypeReference type) => type.DeclaringType is { } outer ? OutermostOf(outer) : type;
}
