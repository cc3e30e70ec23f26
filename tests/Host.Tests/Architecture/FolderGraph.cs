using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Peninsula.Host.Tests.Architecture;

/// <summary>Which folder of a project uses which other, from the compiled code: signatures, bodies, attributes and base types.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _edges = new(StringComparer.Ordinal);
    private readonly string _root;
    private readonly int _depth;

    private FolderGraph(string root, int depth) => (_root, _depth) = (root, depth);

    /// <summary>The folders of a project, down to a depth.</summary>
    public static FolderGraph Of(string project, int depth = 1)
    {
        var graph = new FolderGraph(project, depth);
        using var assembly = AssemblyDefinition.ReadAssembly(Assembly.Load(project).Location);
        foreach (var type in assembly.MainModule.GetTypes())
        {
            if (graph.Folder(type) is { } folder)
            {
                foreach (var used in Used(type))
                {
                    graph.Add(folder, type, used);
                }
            }
        }

        return graph;
    }

    /// <summary>A line for each folder with those it uses.</summary>
    public override string ToString() => string.Join('\n', _edges.Select(edge => $"{edge.Key} -> {string.Join(", ", edge.Value.Keys)}"));

    /// <summary>Folders that use one another in a circle, each with the types by which it does.</summary>
    public IReadOnlyList<string> Cycles() =>
    [
        .. from edge in _edges
           from to in edge.Value
           where Reaches(to.Key, edge.Key)
           select $"{edge.Key} -> {to.Key}: {string.Join(", ", to.Value.Take(12))}",
    ];

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var next))
        {
            if (next == to)
            {
                return true;
            }

            if (seen.Add(next) && _edges.TryGetValue(next, out var further))
            {
                foreach (var text in further.Keys)
                {
                    open.Push(text);
                }
            }
        }

        return false;
    }

    private void Add(string folder, TypeDefinition by, TypeReference used)
    {
        if (Folder(used) is { } to && to != folder)
        {
            if (!_edges.TryGetValue(folder, out var tos))
            {
                _edges[folder] = tos = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
            }

            if (!tos.TryGetValue(to, out var names))
            {
                tos[to] = names = new SortedSet<string>(StringComparer.Ordinal);
            }

            names.Add($"{Outermost(by).Name} uses {Outermost(used).Name}");
        }
    }

    // What lies in no folder composes the others.
    private string? Folder(TypeReference type)
    {
        var space = Outermost(type).Namespace;
        return space.StartsWith(_root + ".", StringComparison.Ordinal) ? string.Join('/', space[(_root.Length + 1)..].Split('.').Take(_depth)) : null;
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var direct = new List<TypeReference?> { type.BaseType };
        direct.AddRange(type.Interfaces.Select(implemented => implemented.InterfaceType));
        direct.AddRange(type.CustomAttributes.Select(attribute => attribute.AttributeType));
        direct.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            direct.Add(method.ReturnType);
            direct.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            direct.AddRange(method.CustomAttributes.Select(attribute => attribute.AttributeType));
            if (method.HasBody)
            {
                direct.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
                direct.AddRange(method.Body.Instructions.SelectMany(Used));
            }
        }

        return direct.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> Used(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType],
        FieldReference field => [field.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
