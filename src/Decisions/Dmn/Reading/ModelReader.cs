using System.Xml;
using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Model;
using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Reading;

/// <summary>Reads a model: types first, then the graph's elements, their requirements, and at last their logic.</summary>
internal sealed class ModelReader(DmnReadOptions options)
{
    private ReadingContext _context = null!;
    private ItemTypes _types = null!;

    public DmnReading Read(string xml)
    {
        XElement definitions;
        try
        {
            definitions = XmlSource.Load(xml);
        }
        catch (XmlException mistake)
        {
            return new DmnReading(null, [new DmnProblem($"the XML cannot be read: {mistake.Message}", null, null, mistake.LineNumber)]);
        }

        if (definitions.Name.LocalName != "definitions"
            || !definitions.Name.NamespaceName.Contains("DMN", StringComparison.Ordinal))
        {
            return new DmnReading(null, [new DmnProblem("this is not a DMN model: its root is not 'definitions'", null, null, 1)]);
        }

        _context = new ReadingContext(definitions, options);
        _types = new ItemTypes(definitions, _context);
        var pairs = definitions.Elements().Select(e => (Xml: e, Element: Element(e)!)).Where(p => p.Element is not null).ToArray();
        CheckNames(pairs);
        var byId = pairs.DistinctBy(p => p.Element.Id).ToDictionary(p => p.Element.Id, p => p.Element, StringComparer.Ordinal);
        var requirements = new RequirementReader(_context, byId, definitions.Required("namespace"));
        foreach (var (source, element) in pairs)
        {
            requirements.Read(source, element);
        }

        foreach (var (source, element) in pairs)
        {
            new LogicReader(_context, _types, element).Read(source);
        }

        var model = new DmnModel(
            definitions.ValueOf("id") is { Length: > 0 } id ? id : definitions.Required("name"),
            definitions.Required("name"),
            definitions.Required("namespace"),
            [.. pairs.Select(p => p.Element)],
            _types,
            _context.Members,
            _context.Imports);
        return new DmnReading(model, _context.Problems);
    }

    private DrgElement? Element(XElement element)
    {
        var (id, name) = (element.Required("id"), FeelNames.Normalize(element.Required("name")));
        FeelType Type() => _types.Of(element.Child("variable")?.ValueOf("typeRef"), element);
        return element.Name.LocalName switch
        {
            "inputData" => new InputDataElement(id, name, Type()),
            "decision" => new DecisionElement(id, name, Type()),
            "businessKnowledgeModel" => new KnowledgeElement(
                id, name, Type(), [.. element.Child("encapsulatedLogic")?.Children("formalParameter").Select(p => FeelNames.Normalize(p.Required("name"))) ?? []]),
            "decisionService" => new ServiceElement(id, name, Type()),
            _ => null,
        };
    }

    private void CheckNames((XElement Xml, DrgElement Element)[] pairs)
    {
        foreach (var (xml, element) in pairs.Where(p => p.Element.Name.Length == 0))
        {
            _context.Problem(xml, $"the {xml.Name.LocalName} '{element.Id}' has no name");
        }

        foreach (var group in pairs.GroupBy(p => p.Element.Name).Where(g => g.Key.Length > 0 && g.Count() > 1))
        {
            _context.Problem(group.Last().Xml, $"the name '{group.Key}' is given {group.Count()} times");
        }
    }
}
