using System.Reflection;
using System.Runtime.CompilerServices;
using NodaTime;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Operations;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

/// <summary>Whoever adds an event decides whether rows show it: in <see cref="RowProjection"/>, or in the list here.</summary>
public sealed class RowProjectionTests
{
    private const long Instance = 7;

    // State and history have them; no row tells of them. What a row says of a variable stays when the variable goes.
    private static readonly HashSet<Type> WithoutRows =
    [
        typeof(ElementActivated), typeof(ElementCompleted), typeof(ElementTerminated),
        typeof(FlowTaken), typeof(FlowsJoined), typeof(FlowsDropped), typeof(TokensRemoved),
        typeof(ComplexGatewayStarted), typeof(ComplexGatewayReset), typeof(ConditionReset),
        typeof(LoopStarted), typeof(LoopOutput), typeof(LoopExtended),
        typeof(CompensationKept), typeof(CompensationTriggered),
        typeof(ErrorThrown), typeof(EscalationThrown),
        typeof(DecisionEvaluated), typeof(Remarked), typeof(InstanceModified), typeof(VariablesRemoved),
    ];

    public static TheoryData<Type> Events => new(typeof(WorkflowEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WorkflowEvent)) && !type.IsAbstract));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_changes_rows_or_is_one_without(Type kind)
    {
        var rows = DispatchProxy.Create<IRowWriter, RowCalls>();
        var happened = Make(kind);

        RowProjection.Project(CommitOf(happened), rows);

        (((RowCalls)rows).Count > 0).Should().Be(!WithoutRows.Contains(kind), "{0} changes rows in RowProjection, or stands in the list of those without", kind.Name);
    }

    private static Commit CommitOf(WorkflowEvent happened) => new()
    {
        InstanceKey = Instance,
        ExpectedVersion = 1,
        State = default,
        Events = [happened],
        History = new HistoryEntry(Instance, 2, Instant.FromUtc(2026, 3, 2, 9, 0), "amira", "CompleteTask", default, default, default),
        ProcessId = "cse-concern",
    };

    // Keys are the instance's own, so that what concerns its root scope does.
    private static WorkflowEvent Make(Type kind)
    {
        var constructor = kind.GetConstructors().Single(info => info.GetParameters() is not [var only] || only.ParameterType != kind);
        return (WorkflowEvent)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
    }

    private static object? Value(Type type) =>
        type == typeof(long) ? Instance
        : type == typeof(string) ? "text"
        : type == typeof(FeelContext) ? FeelContext.Empty
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
        : type.IsGenericType ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))
        : RuntimeHelpers.GetUninitializedObject(type);

    /// <summary>Counts what it is told.</summary>
    public class RowCalls : DispatchProxy
    {
        public int Count { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Count++;
            return null;
        }
    }
}
