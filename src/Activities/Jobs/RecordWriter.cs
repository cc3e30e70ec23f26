using NodaTime;
using NodaTime.Text;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Jobs;

/// <summary>Makes variables of a record: each property under its name with a small first letter.</summary>
internal static class RecordWriter
{
    public static FeelContext Write<T>(T record)
        where T : class =>
        FeelContext.From(
            from property in typeof(T).GetProperties()
            where property.Name != "EqualityContract"
            select KeyValuePair.Create(
                char.ToLowerInvariant(property.Name[0]) + property.Name[1..], Value(property.GetValue(record))));

    private static FeelValue Value(object? value) => value switch
    {
        null => FeelValue.Null,
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        decimal number => number,
        Instant at => InstantPattern.ExtendedIso.Format(at),
        FeelContext context => context,
        IEnumerable<string> texts => FeelValue.List(texts.Select(text => (FeelValue)text)),
        _ => throw new InvalidOperationException($"{value.GetType().Name} cannot become a variable."),
    };
}
