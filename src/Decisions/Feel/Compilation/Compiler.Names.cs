using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Syntax;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>A name that the expression leaves to its scope.</summary>
/// <param name="Name">The name.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="IsCalled">Whether it is called as a function.</param>
/// <param name="InFilter">Whether it stands in a filter, where it may be an entry of the items.</param>
/// <param name="Source">The text that it stands in, where there are several.</param>
internal readonly record struct UnknownName(string Name, int Position, bool IsCalled, bool InFilter, FeelSource? Source);

internal sealed partial class Compiler
{
    private Code Resolve(string name, int position, bool isCalled = false)
    {
        if (ResolveLocal(_frame, name, position) is { } local)
        {
            return local;
        }

        Builtins.TryGet(name, out var builtin);
        if (builtin is null && (host is null || !host.TryGetFunction(name, out _)))
        {
            _external.Add(new UnknownName(name, position, isCalled, ItemSlots(_frame).Any(), Source));
        }

        Code code = new ExternalCode(name, builtin, position);
        foreach (var slot in ItemSlots(_frame))
        {
            code = new ItemMemberCode(name, slot, code, position);
        }

        return code;
    }

    /// <summary>A local of this frame or, by capture, of one around it. Filters around the use site may shadow it.</summary>
    private static Code? ResolveLocal(FrameScope frame, string name, int position)
    {
        var shadows = new List<int>();
        for (var i = frame.Locals.Count - 1; i >= 0; i--)
        {
            var local = frame.Locals[i];
            if (local.IsFilterItem)
            {
                // Even the name 'item' is first looked for among the item's own entries.
                shadows.Add(local.Slot);
            }

            if (local.Name == name)
            {
                frame.Use(name);
                return Shadowed(new LocalCode(local.Slot, position));
            }
        }

        if (frame.Parent is null)
        {
            return null;
        }

        if (frame.FindCapture(name) is { } captured)
        {
            return Shadowed(new CapturedCode(captured, position));
        }

        var outer = ResolveLocal(frame.Parent, name, position);
        return outer is null ? null : Shadowed(new CapturedCode(frame.Capture(name, outer), position));

        Code Shadowed(Code code)
        {
            for (var i = shadows.Count - 1; i >= 0; i--)
            {
                code = new ItemMemberCode(name, shadows[i], code, position);
            }

            return code;
        }
    }

    private static IEnumerable<int> ItemSlots(FrameScope frame) =>
        frame.Locals.Where(l => l.IsFilterItem).Select(l => l.Slot);

    private Code Call(CallNode node)
    {
        var arguments = CompileAll(node.Arguments);
        string[] names = [.. node.Names];
        if (node.Function is not NameNode { Name: var name } callee)
        {
            return new CallCode(Compile(node.Function), arguments, names, node.Position);
        }

        var isLocal = ResolveLocal(_frame, name, callee.Position) is not null;
        return !isLocal && names.Length == 0 && Builtins.TryGet(name, out var builtin)
            ? new BuiltinCallCode(builtin, arguments, node.Position)
            : new CallCode(Resolve(name, callee.Position, isCalled: true), arguments, names, node.Position);
    }

    private Code Function(FunctionNode node, string? entryName)
    {
        if (node.IsExternal)
        {
            return new MistakeCode("external functions are not run here", node.Position);
        }

        var parameters = node.Parameters.Select(p => p.Name).ToArray();
        var parameterTypes = new FeelType[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameterTypes[i] = node.Parameters[i].Type is { } type && TryType(type, out var resolved) ? resolved : FeelType.Any;
        }

        var template = new FunctionTemplate(entryName ?? "", parameters, parameterTypes, FeelType.Any);
        return CompileFunction(template, node.Body, entryName, node.Position);
    }

    public FunctionCode CompileFunction(FunctionTemplate template, FeelNode body, string? selfName, int position)
    {
        var outer = _frame;
        var mark = outer.Mark;
        if (selfName is not null)
        {
            outer.Add(selfName);
        }

        var inner = _frame = new FrameScope(outer);
        foreach (var parameter in template.Parameters)
        {
            inner.Add(parameter);
        }

        template.Body = Compile(body);
        template.Slots = inner.Slots;
        _frame = outer;
        outer.Return(mark);
        var self = selfName is null ? -1 : inner.Captures.FindIndex(c => c.Name == selfName);
        return new FunctionCode(template, [.. inner.Captures.Select(c => c.Outer)], self, position);
    }

    private bool TryType(TypeNode node, out FeelType type)
    {
        type = FeelType.Any;
        var arguments = new FeelType[node.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!TryType(node.Arguments[i], out arguments[i]))
            {
                return false;
            }
        }

        var found = (arguments.Length == 0 ? types?.Invoke(node.Name) : null) ?? FeelTypes.Find(node.Name, arguments, [.. node.Members]);
        type = found ?? type;
        return found is not null;
    }
}
