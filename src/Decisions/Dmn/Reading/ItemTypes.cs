using System.Xml.Linq;
using NodaTime;
using Peninsula.Decisions.Dmn.Analysis;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>The types that a model defines (DMN 1.5, 7.3.3), and those of FEEL.</summary>
internal sealed class ItemTypes
{
    private readonly Dictionary<string, LazyType> _types = new(StringComparer.Ordinal);
    private readonly ReadingContext _context;

    public ItemTypes(XElement definitions, ReadingContext context)
    {
        _context = context;
        foreach (var definition in definitions.Children("itemDefinition"))
        {
            _types.TryAdd(definition.Required("name"), new LazyType(() => Read(definition)));
        }
    }

    public IEnumerable<string> Names => _types.Keys;

    /// <summary>The type of that name; null when there is none.</summary>
    public FeelType? Find(string name)
    {
        var bare = name.StartsWith("feel:", StringComparison.Ordinal) ? name[5..] : name;
        if (_types.TryGetValue(bare, out var type))
        {
            return type;
        }

        return _context.FindImportedType(bare) ?? FeelTypes.Find(bare, [], []);
    }

    /// <summary>The type of a <c>typeRef</c>; one that is unknown is a problem, none is any.</summary>
    public FeelType Of(string? name, XElement element)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return FeelType.Any;
        }

        if (Find(name.Trim()) is { } type)
        {
            return type;
        }

        _context.Problem(element, $"no type is named '{name.Trim()}'", Names.Concat(FeelTypes.Names), name.Trim());
        return FeelType.Any;
    }

    private FeelType Read(XElement definition)
    {
        var components = definition.Children("itemComponent").ToArray();
        FeelType type;
        if (components.Length > 0)
        {
            type = new ContextType(
                [.. components.Select(c => FeelNames.Normalize(c.Required("name")))], [.. components.Select(Read)]);
        }
        else if (definition.Child("functionItem") is { } function)
        {
            type = new FunctionType(
                [.. function.Children("parameters").Select(p => Of(p.Child("typeRef")?.Value, p))], Of(function.ValueOf("outputTypeRef"), function));
        }
        else
        {
            type = Of(definition.Child("typeRef")?.Value, definition);
        }

        type = Constrained(type, definition, "allowedValues");
        if (definition.ValueOf("isCollection") == "true")
        {
            type = new ListType(type);
        }

        return Constrained(type, definition, "typeConstraint");
    }

    private FeelType Constrained(FeelType type, XElement definition, string element)
    {
        var text = definition.Child(element)?.Text();
        if (string.IsNullOrWhiteSpace(text))
        {
            return type;
        }

        var compilation = FeelExpression.CompileUnaryTests(text, new FeelCompileOptions { KnownMembers = _context.Members });
        foreach (var problem in compilation.Problems)
        {
            _context.Problem(definition, problem.Message);
        }

        return compilation.Expression is { } tests ? new ConstrainedType(type, tests, Parsed(text)) : type;
    }

    private UnaryTestsNode Parsed(string text) =>
        new Parser(text, new FeelCompileOptions { KnownMembers = _context.Members }, _context.Functions).ParseUnaryTests();
}

/// <summary>A type that is read when it is first needed, since definitions may refer to each other.</summary>
internal sealed class LazyType(Func<FeelType> read) : FeelType
{
    private readonly Lazy<FeelType> _type = new(read, LazyThreadSafetyMode.ExecutionAndPublication);

    [ThreadStatic]
    private static int _depth;

    public override FeelType Bare
    {
        get
        {
            FeelType bare = Any;
            Guarded(() => (bare = _type.Value.Bare) is not null);
            return bare;
        }
    }

    public override FeelNode? AllowedValues
    {
        get
        {
            FeelNode? tests = null;
            Guarded(() => (tests = _type.Value.AllowedValues) is not null);
            return tests;
        }
    }

    public override StaticType Outline(int depth = 8)
    {
        var outline = StaticType.Unknown;
        return depth > 0 && Guarded(() => (outline = _type.Value.Outline(depth - 1)) is not null) ? outline : StaticType.Unknown;
    }

    public override bool Contains(FeelValue value, bool constrained) =>
        Guarded(() => _type.Value.Contains(value, constrained));

    public override bool TryCoerce(FeelValue value, out FeelValue coerced)
    {
        var result = value;
        var ok = Guarded(() => _type.Value.TryCoerce(value, out result));
        coerced = result;
        return ok;
    }

    /// <summary>A type defined by itself would never end.</summary>
    private static bool Guarded(Func<bool> check)
    {
        if (_depth > 64)
        {
            return false;
        }

        _depth++;
        try
        {
            return check();
        }
        catch (InvalidOperationException)
        {
            // Lazy<T> reports a definition that needs its own value this way.
            return false;
        }
        finally
        {
            _depth--;
        }
    }
}

/// <summary>A type whose values must pass tests. Tests see no clock but the epoch: what is allowed does not change.</summary>
internal sealed class ConstrainedType(FeelType type, FeelExpression tests, FeelNode node) : FeelType
{
    private static readonly FeelEnvironment Timeless = new(Instant.FromUnixTimeTicks(0));

    public override FeelType Bare => type.Bare;

    public override FeelNode? AllowedValues => node;

    public override StaticType Outline(int depth = 8) => type.Outline(depth) is var outline && Cell.Constants(node) is { } values
        ? outline with { Values = values }
        : outline;

    public override bool Contains(FeelValue value, bool constrained) =>
        type.Contains(value, constrained) && (!constrained || Passes(value));

    public override bool TryCoerce(FeelValue value, out FeelValue coerced) =>
        type.TryCoerce(value, out coerced) && (coerced.IsNull || Passes(coerced));

    private bool Passes(FeelValue value) => tests.Evaluate(FeelContext.Of(("?", value)), Timeless).Value.IsTrue;
}
