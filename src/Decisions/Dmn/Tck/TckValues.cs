using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Reading;
using Peninsula.Decisions.Feel.Functions;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Tck;

/// <summary>Values as the test files write them, in the types of XML Schema.</summary>
internal static class TckValues
{
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The kit gives irrational results to eight places.</summary>
    private static readonly FeelNumber Tolerance = 0.00000001m;

    /// <summary>The value that a node holds: a list, components of a context, or a single value.</summary>
    public static FeelValue Read(XElement node)
    {
        if (node.Attribute(Xsi + "nil")?.Value == "true")
        {
            return default;
        }

        if (node.Child("list") is { } list)
        {
            return list.Attribute(Xsi + "nil")?.Value == "true" ? default : FeelValue.List(list.Children("item").Select(Read));
        }

        if (node.Children("component").Any())
        {
            return FeelContext.From(node.Children("component")
                .Select(c => KeyValuePair.Create(FeelNames.Normalize(c.Required("name")), Read(c))));
        }

        return node.Child("value") is { } value ? Single(value) : default;
    }

    public static bool Match(FeelValue expected, FeelValue found)
    {
        if (expected.Kind != found.Kind)
        {
            return false;
        }

        switch (expected.Kind)
        {
            case FeelKind.Number:
                return FeelNumber.TrySubtract(expected.Number, found.Number, out var difference)
                    && difference <= Tolerance && difference >= -Tolerance;
            case FeelKind.List:
                return expected.Items.Count == found.Items.Count
                    && expected.Items.Zip(found.Items).All(pair => Match(pair.First, pair.Second));
            case FeelKind.Context:
                return expected.Entries.Count == found.Entries.Count
                    && expected.Entries.All(e => found.Entries.TryGet(e.Key, out var other) && Match(e.Value, other));
            default:
                return expected.Equals(found);
        }
    }

    private static FeelValue Single(XElement value)
    {
        if (value.Attribute(Xsi + "nil")?.Value == "true")
        {
            return default;
        }

        var text = value.Value;
        var type = value.Attribute(Xsi + "type")?.Value.Split(':')[^1] ?? "string";
        return type switch
        {
            "boolean" => text.Trim() is "true" or "1",
            "decimal" or "double" or "integer" or "int" or "long" or "float" =>
                FeelNumber.TryParse(text.Trim(), out var number) ? number : default(FeelValue),
            "date" => TemporalParser.TryParseDate(text.Trim(), out var date) ? date : default(FeelValue),
            "time" => TemporalParser.TryParseTime(text.Trim(), out var time) ? time : default(FeelValue),
            "dateTime" => TemporalParser.TryParseDateTime(text.Trim(), out var moment) ? moment : default(FeelValue),
            "duration" or "dayTimeDuration" or "yearMonthDuration" =>
                TemporalParser.TryParseDuration(text.Trim(), out var duration) ? duration : default,
            _ => text,
        };
    }
}
