using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution.State;

namespace Peninsula.Workflows.Execution.Steps;

/// <summary>How data goes into elements and comes out of them.</summary>
/// <remarks>
/// Inputs make local variables. With output mappings, what an element was given stays local and only the mapped values
/// go out; without them everything that it was given goes out. What goes out takes the place of a variable of that name
/// in the nearest scope that has one, else it is set at the root of the process.
/// </remarks>
internal static class Data
{
    public static Problem? MapInputs(CommandExecution execution, ElementInstance element)
    {
        if (element.Container is { DataItems.Count: > 0 } container && InitialData(execution, element, container) is { } failed)
        {
            return failed;
        }

        if (element.IsProcess || element.Node!.Inputs.Count == 0)
        {
            return null;
        }

        if (Map(execution, element, element.Node.Inputs, FeelContext.Empty, out var mapped) is { } problem)
        {
            return problem;
        }

        execution.Write(new VariablesSet(element.Key, mapped));
        return null;
    }

    public static Outcome MapOutputs(CommandExecution execution, ElementInstance element)
    {
        // What is revived to be compensated did not do its work again, so it gives nothing.
        if (element.IsProcess || (element.CompensationHost is not null && element.Node is Activity { IsForCompensation: false }))
        {
            return Outcome.Done;
        }

        if (element.Node!.Outputs.Count > 0)
        {
            if (Map(execution, element, element.Node.Outputs, FeelContext.Empty, out var mapped) is { } problem)
            {
                return problem;
            }

            Propagate(execution, element.Scope!, mapped);
        }

        if (element.IsLoopInstance && element.Node is Activity { Loop: MultiInstance { OutputElement: { } output } })
        {
            execution.Write(new LoopOutput(element.ScopeKey, element.LoopCounter, FeelJson.AsJsonKinds(Expressions.Evaluate(execution, element, output).Value)));
        }

        return Outcome.Done;
    }

    /// <summary>An element was given variables: by a person, a worker, a message, a called process.</summary>
    public static void Accept(CommandExecution execution, ElementInstance element, FeelContext given)
    {
        if (given.Count == 0)
        {
            return;
        }

        if (element.Node is { Outputs.Count: > 0 })
        {
            execution.Write(new VariablesSet(element.Key, Json(given)));
            return;
        }

        Propagate(execution, element, given);
    }

    /// <summary>Sets each variable in the nearest scope from <paramref name="from"/> outwards that has it, else at the root of the process.</summary>
    public static void Propagate(CommandExecution execution, ElementInstance from, FeelContext given)
    {
        if (from.IsProcess)
        {
            Set(execution, from, given);
            return;
        }

        var byScope = new List<(ElementInstance Scope, List<KeyValuePair<string, FeelValue>> Variables)>();
        foreach (var variable in given)
        {
            var scope = from;
            while (!scope.IsProcess && !scope.Variables.ContainsKey(variable.Key))
            {
                scope = scope.Scope!;
            }

            var position = byScope.FindIndex(entry => entry.Scope == scope);
            if (position < 0)
            {
                byScope.Add((scope, [variable]));
            }
            else
            {
                byScope[position].Variables.Add(variable);
            }
        }

        foreach (var (scope, variables) in byScope)
        {
            Set(execution, scope, variables.Count == given.Count ? given : FeelContext.From(variables));
        }
    }

    /// <summary>Sets variables in this scope; values that are there already are left out, but where a condition may ask for updates.</summary>
    public static void Set(CommandExecution execution, ElementInstance scope, FeelContext given)
    {
        var plain = Json(given);
        if (scope.Variables.Count > 0 && execution.State.OpenConditions == 0)
        {
            var unchanged = plain.Count(variable => scope.Variables.TryGet(variable.Key, out var old) && old == variable.Value);
            plain = unchanged == 0 ? plain : FeelContext.From(plain.Where(variable => !(scope.Variables.TryGet(variable.Key, out var old) && old == variable.Value)));
        }

        if (plain.Count > 0)
        {
            execution.Write(new VariablesSet(scope.Key, plain));
        }
    }

    /// <summary>Variables are JSON kinds only: dates and durations become ISO 8601 text.</summary>
    public static FeelContext Json(FeelContext given)
    {
        foreach (var value in given.Values)
        {
            if (value.Kind is not (FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String))
            {
                return FeelJson.AsJsonKinds(given).TryGetContext(out var plain) ? plain : FeelContext.Empty;
            }
        }

        return given;
    }

    private static Problem? InitialData(CommandExecution execution, ElementInstance element, IFlowContainer container)
    {
        var scope = new VariableScope(element);
        var initial = FeelContext.Empty;
        foreach (var item in container.DataItems)
        {
            if (!element.Variables.ContainsKey(item.Name))
            {
                initial = initial.With(item.Name, item.Initial is null ? FeelValue.Null : Expressions.Evaluate(execution, scope, item.Initial).Value);
            }
        }

        Set(execution, element, initial);
        return null;
    }

    private static Problem? Map(CommandExecution execution, ElementInstance element, IReadOnlyList<Mapping> mappings, FeelContext mapped, out FeelContext result)
    {
        var scope = new Overlay(new VariableScope(element));
        foreach (var mapping in mappings)
        {
            scope.Over = mapped;
            var value = FeelJson.AsJsonKinds(Expressions.Evaluate(execution, scope, mapping.Source).Value);
            mapped = Put(mapped, mapping.Target, value, scope);
        }

        result = mapped;
        return null;
    }

    private static FeelContext Put(FeelContext into, string target, FeelValue value, IFeelScope visible)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return into.With(target, value);
        }

        var name = target[..dot];
        var inner = visible.TryGet(name, out var present) && present.TryGetContext(out var context) ? context : FeelContext.Empty;
        return into.With(name, Put(inner, target[(dot + 1)..], value, inner));
    }

    private sealed class Overlay(IFeelScope under) : IFeelScope
    {
        public FeelContext Over { get; set; } = FeelContext.Empty;

        public bool TryGet(string name, out FeelValue value) => Over.TryGet(name, out value) || under.TryGet(name, out value);
    }
}
