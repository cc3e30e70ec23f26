using System.Text;
using System.Text.Json.Nodes;
using Peninsula.Casework.Forms.Schema;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Workflow;

/// <summary>The engine as pages use it. It is opened before the host takes its first request.</summary>
public sealed class Engine
{
    private WorkflowEngine? _engine;
    private volatile Restricted? _restricted;

    public WorkflowEngine Workflows => _engine ?? throw new InvalidOperationException("The engine is not open yet.");

    /// <summary>What fires timers and runs jobs; null until it runs. Woken by whoever moves the clock.</summary>
    public EngineLoop? Loop { get; private set; }

    /// <summary>Lets everybody use an engine that was opened.</summary>
    public void Use(WorkflowEngine workflows) => _engine = workflows;

    /// <summary>Fires timers and runs jobs until told to stop.</summary>
    public Task RunAsync(EngineLoop loop, CancellationToken stop)
    {
        Loop = loop;
        return loop.RunAsync(stop);
    }

    /// <summary>The form of that id, or an empty one: a task without a form is done by saying so.</summary>
    public FormSchema Form(string? formId)
    {
        if (formId is null)
        {
            return FormSchema.Empty;
        }

        var resource = Workflows.Catalog.Newest(ResourceKind.Form, formId)
            ?? throw new InvalidOperationException($"No form '{formId}' is deployed.");
        var reading = FormSchemaReader.Read(Encoding.UTF8.GetString(resource.Content.Span));
        return reading.Schema ?? throw new InvalidOperationException($"The form '{formId}' cannot be shown: {string.Join(' ', reading.Problems)}");
    }

    /// <summary>The variables that an element instance sees, the innermost winning.</summary>
    public static JsonObject VariablesAt(InstanceState state, long elementKey)
    {
        var scopes = new Stack<FeelContext>();
        for (var element = state.Element(elementKey); element is not null; element = state.Element(element.ScopeKey))
        {
            scopes.Push(element.Variables);
            if (element.CalledDefinitionKey is not null)
            {
                // A called process sees what was mapped into it, not its caller.
                break;
            }
        }

        return ToJson(scopes.Aggregate(FeelContext.Empty, (all, scope) => all.With(scope)));
    }

    /// <summary>The definition that an element instance belongs to, and its node there.</summary>
    public FlowNode? NodeOf(InstanceState state, long elementKey)
    {
        var element = state.Element(elementKey);
        for (var scope = element; scope is not null; scope = state.Element(scope.ScopeKey))
        {
            if (scope.IsProcess)
            {
                return Workflows.Catalog.Find(scope.CalledDefinitionKey ?? state.DefinitionKey)?.Node(element!.ElementId);
            }
        }

        return null;
    }

    /// <summary>The version that an element instance belongs to: the called one, where it stands in a called process.</summary>
    public static long DefinitionOf(InstanceState state, long elementKey)
    {
        for (var element = state.Element(elementKey); element is not null; element = state.Element(element.ScopeKey))
        {
            if (element.CalledDefinitionKey is { } called)
            {
                return called;
            }
        }

        return state.DefinitionKey;
    }

    /// <summary>The processes whose cases are open to named people alone: <c>peninsula:restricted="named-people"</c>.</summary>
    public IReadOnlyList<string> RestrictedProcesses
    {
        get
        {
            var (catalog, known) = (Workflows.Catalog, _restricted);
            if (known is null || known.Files != catalog.Count)
            {
                _restricted = known = new Restricted(catalog.Count,
                [
                    .. catalog.Newest(ResourceKind.Process)
                        .Where(process => process.Owner is null && catalog.Find(process.Key)?.Extensions.GetValueOrDefault("restricted") == "named-people")
                        .Select(process => process.Id),
                ]);
            }

            return known.Processes;
        }
    }

    /// <summary>Whose a process is; null when it is a pathway, or the engine is not open yet.</summary>
    public string? OwnerOf(string processId) => _engine?.Catalog.Newest(ResourceKind.Process, processId)?.Owner;

    /// <summary>Whose the process is to which an element instance belongs; null when it is a pathway.</summary>
    public string? OwnerAt(InstanceState state, long elementKey) => Workflows.Catalog.Resource(DefinitionOf(state, elementKey))?.Owner;

    public static JsonObject ToJson(FeelContext context) => (JsonObject)JsonNode.Parse(FeelJson.ToJson(context))!;

    public static FeelContext ToContext(JsonObject json) =>
        FeelJson.Parse(json.ToJsonString()).TryGetContext(out var context) ? context : FeelContext.Empty;

    private sealed record Restricted(int Files, IReadOnlyList<string> Processes);
}
