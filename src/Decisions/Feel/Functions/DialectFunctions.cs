using System.Text.Json;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>Functions beyond DMN 1.5 that the tools of the dialect offer, and files made with them use.</summary>
internal static class DialectFunctions
{
    /// <summary>Names that the tools offer for something that nothing here can do, with what to say.</summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fromAi"] = "fromAi describes a parameter for a language model, which nothing here calls; map a variable instead",
    };

    public static void AddTo(Builtins.Collector add)
    {
        add.Add("is defined", "value: any", call => !call[0].IsNull);
        add.Add("get or else", "value: any, default: any", call => call[0].IsNull ? call[1] : call[0]);
        add.Add("is empty", "list: list", call => call[0].Items.Count == 0);
        add.Add("is blank", "string: string", call => string.IsNullOrWhiteSpace(call[0].String));
        add.Add("last day of month", "date: date|date and time", LastDayOfMonth);
        add.Add("to json", "value: any", ToJson);
        add.Add("from json", "value: string", FromJson);
    }

    private static FeelValue LastDayOfMonth(BuiltinCall call)
    {
        var (year, month, _) = (call[0].Kind == FeelKind.Date ? call[0].Date : call[0].DateTime.Date).Parts;
        var next = month == 12 ? FeelDate.Of(year + 1, 1, 1) : FeelDate.Of(year, month + 1, 1);
        return new FeelDate(next.Day - 1);
    }

    private static FeelValue ToJson(BuiltinCall call)
    {
        var json = FeelJson.ToJson(FeelJson.AsJsonKinds(call[0]));
        call.Evaluation.CountCharacters(json.Length);
        return json;
    }

    private static FeelValue FromJson(BuiltinCall call)
    {
        // Each value takes two characters at least.
        call.Evaluation.CountItems(0, call[0].String.Length / 2);
        try
        {
            return FeelJson.Parse(call[0].String);
        }
        catch (JsonException)
        {
            return call.Fail("the text is not JSON");
        }
    }
}
