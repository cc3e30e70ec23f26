using System.Reflection;
using System.Runtime.CompilerServices;

namespace Peninsula.Tests.Approval;

/// <summary>Writes down what an assembly offers, a line for each type and member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Distinct().Order(StringComparer.Ordinal).Prepend(Header(type)));

    private static string Header(Type type) => $"{Kind(type)} {type.FullName}";

    private static string Kind(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : type.IsValueType ? "struct" : type.IsAbstract && type.IsSealed ? "static class" : "class";

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"  {name}");
        }

        var constructors = type.GetConstructors(Declared).Where(Offered).Select(c => $"  new({Parameters(c)})");
        var fields = type.GetFields(Declared).Where(f => f.IsPublic).Select(f => $"  {(f.IsLiteral ? "const " : "")}{Name(f.FieldType)} {f.Name}");
        var properties = type.GetProperties(Declared)
            .Where(p => p.GetMethod is { } get && Offered(get) && p.Name != "EqualityContract")
            .Select(p => $"  {Name(p.PropertyType)} {p.Name}{(p.SetMethod is { IsPublic: true } ? " { get; init; }" : " { get; }")}");
        var methods = type.GetMethods(Declared)
            .Where(m => Offered(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(m => $"  {Name(m.ReturnType)} {m.Name}({Parameters(m)})");
        return constructors.Concat(fields).Concat(properties).Concat(methods);
    }

    private static bool Offered(MethodBase member) => member.IsPublic || member.IsFamily || member.IsFamilyOrAssembly;

    private static string Parameters(MethodBase member) =>
        string.Join(", ", member.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
