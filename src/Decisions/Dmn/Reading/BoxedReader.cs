using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Execution;
using Peninsula.Decisions.Dmn.Model;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>Turns boxed expressions (DMN 1.5, 10.2.2) into syntax trees, keeping track of the names in scope.</summary>
internal sealed class BoxedReader(ReadingContext context, ItemTypes types, DrgElement owner)
{
    private readonly List<string> _names = [.. owner.Requirements.Keys, .. context.Options.KnownNames];
    private readonly Dictionary<FeelSource, XElement> _places = new(ReferenceEqualityComparer.Instance);

    public ItemTypes Types => types;

    public ReadingContext Context => context;

    public DrgElement Owner => owner;

    public static bool IsExpression(string name) => name is "literalExpression" or "context" or "invocation" or "list"
        or "relation" or "functionDefinition" or "decisionTable" or "conditional" or "filter" or "for" or "some" or "every";

    /// <summary>The element whose text a source is.</summary>
    public XElement? ElementOf(FeelSource source) => _places.GetValueOrDefault(source);

    public FeelNode Expression(XElement? element)
    {
        if (element is null)
        {
            return new MistakeNode("an expression is missing");
        }

        var node = element.Name.LocalName switch
        {
            "literalExpression" => Text(element),
            "context" => BoxedContext(element),
            "invocation" => Invocation(element),
            "list" => new ListNode(new([.. element.Elements().Where(e => IsExpression(e.Name.LocalName)).Select(Expression)]), 0),
            "relation" => Relation(element),
            "functionDefinition" or "encapsulatedLogic" => Function(element, "", FeelType.Any),
            "decisionTable" => new DecisionTableReader(this).Read(element),
            "conditional" => new IfNode(Child(element, "if"), Child(element, "then"), Child(element, "else"), 0),
            "filter" => Filter(element),
            "for" or "some" or "every" => Iterator(element),
            _ => Unsupported(element),
        };
        var type = types.Of(element.ValueOf("typeRef"), element);
        return type == FeelType.Any || node is BoxedFunctionNode ? node : new TypedNode(node, type, $"the {element.Name.LocalName}");
    }

    /// <summary>Reads the text of an element's <c>text</c> child.</summary>
    public FeelNode Text(XElement element) => element.ValueOf("expressionLanguage") is { } language && !IsFeel(language)
        ? Unsupported(element, $"the expression language '{language}' is not FEEL")
        : Parse(element, element.Text(), parser => parser.ParseExpression());

    public FeelNode Parse(XElement element, string text, Func<Parser, FeelNode> parse)
    {
        var source = new FeelSource(text, $"'{owner.Name}'");
        _places[source] = element;
        if (string.IsNullOrWhiteSpace(text))
        {
            return new MistakeNode("an expression is empty");
        }

        try
        {
            var options = new FeelCompileOptions { KnownNames = [.. _names], KnownMembers = context.Members };
            return new SourceNode(parse(new Parser(text, options, context.Functions)), source);
        }
        catch (FeelSyntaxException mistake)
        {
            context.Problem(element, text, mistake.Position, mistake.Message, mistake.Suggestion);
            return new SourceNode(new MistakeNode($"the expression cannot be read: {mistake.Message}"), source);
        }
    }

    public BoxedFunctionNode Function(XElement element, string name, FeelType result)
    {
        var parameters = element.Children("formalParameter").ToArray();
        string[] names = [.. parameters.Select(p => FeelNames.Normalize(p.Required("name")))];
        FeelType[] parameterTypes = [.. parameters.Select(p => types.Of(p.ValueOf("typeRef"), p))];
        var mark = _names.Count;
        _names.AddRange(names);
        var kind = element.ValueOf("kind") ?? "FEEL";
        var body = kind == "FEEL"
            ? Expression(element.Elements().FirstOrDefault(e => IsExpression(e.Name.LocalName)))
            : Unsupported(element, $"{kind} functions are not run here");
        _names.RemoveRange(mark, _names.Count - mark);

        // A variable's type may be the function's own type rather than that of its result.
        var returns = result is FunctionType ? FeelType.Any : result;
        return new BoxedFunctionNode(name, new(names), new(parameterTypes), body, returns);
    }

    private static bool IsFeel(string language) => language.Contains("FEEL", StringComparison.OrdinalIgnoreCase);

    private FeelNode Child(XElement element, string name) =>
        Expression(element.Child(name)?.Elements().FirstOrDefault(e => IsExpression(e.Name.LocalName)));

    private MistakeNode Unsupported(XElement element, string? reason = null)
    {
        var message = reason ?? $"'{element.Name.LocalName}' is not an expression";
        context.Problem(element, message);
        return new MistakeNode(message);
    }

    private BoxedContextNode BoxedContext(XElement element)
    {
        var mark = _names.Count;
        var entries = new List<BoxedEntry>();
        FeelNode? result = null;
        foreach (var entry in element.Children("contextEntry"))
        {
            var expression = entry.Elements().FirstOrDefault(e => IsExpression(e.Name.LocalName));
            if (entry.Child("variable") is not { } variable)
            {
                result = Expression(expression);
                continue;
            }

            var name = FeelNames.Normalize(variable.Required("name"));
            if (expression?.Name.LocalName == "functionDefinition")
            {
                // A function may call itself by the name of its entry.
                _names.Add(name);
            }

            var value = Expression(expression);
            var type = types.Of(variable.ValueOf("typeRef"), variable);
            entries.Add(new BoxedEntry(name, type == FeelType.Any ? value : new TypedNode(value, type, $"'{name}'")));
            _names.Add(name);
        }

        _names.RemoveRange(mark, _names.Count - mark);
        return new BoxedContextNode(new([.. entries]), result);
    }

    private BoxedInvocationNode Invocation(XElement element)
    {
        var function = Expression(element.Elements().FirstOrDefault(e => IsExpression(e.Name.LocalName)));
        var bindings = element.Children("binding").ToArray();
        return new BoxedInvocationNode(
            function,
            new([.. bindings.Select(b => Expression(b.Elements().FirstOrDefault(e => IsExpression(e.Name.LocalName))))]),
            new([.. bindings.Select(b => FeelNames.Normalize(b.Child("parameter")?.Required("name") ?? ""))]));
    }

    private ListNode Relation(XElement element)
    {
        string[] columns = [.. element.Children("column").Select(c => FeelNames.Normalize(c.Required("name")))];
        var rows = element.Children("row").Select(row => (FeelNode)new RowNode(
            new([.. columns]), new([.. row.Elements().Where(e => IsExpression(e.Name.LocalName)).Take(columns.Length).Select(Expression)])));
        return new ListNode(new([.. rows]), 0);
    }

    private FilterNode Filter(XElement element)
    {
        var source = Child(element, "in");
        var mark = _names.Count;
        _names.Add("item");
        _names.AddRange(context.Members);
        var condition = Child(element, "match");
        _names.RemoveRange(mark, _names.Count - mark);
        return new FilterNode(source, condition, 0);
    }

    private FeelNode Iterator(XElement element)
    {
        var variable = FeelNames.Normalize(element.Required("iteratorVariable"));
        var source = Child(element, "in");
        var mark = _names.Count;
        _names.Add(variable);
        _names.Add("partial");
        var kind = element.Name.LocalName;
        var body = Child(element, kind == "for" ? "return" : "satisfies");
        _names.RemoveRange(mark, _names.Count - mark);
        var variables = new Sequence<LoopVariable>(new LoopVariable(variable, source, null));
        return kind == "for" ? new ForNode(variables, body, 0) : new QuantifiedNode(kind == "every", variables, body, 0);
    }
}
