using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>What stands after a dot: entries of contexts, properties of temporal values and ranges (DMN 1.5, table 65).</summary>
internal static class Members
{
    public static FeelValue Get(Evaluation e, FeelValue source, string member, int position)
    {
        switch (source.Kind)
        {
            case FeelKind.Context:
                return source.Entries.TryGet(member, out var entry)
                    ? entry
                    : e.Absent(position, $"the context has no entry '{member}'");
            case FeelKind.List:
                return Map(e, source.Items, member, position);
            case FeelKind.Null:
                return e.Absent(position, $"null has no '{member}'");
            default:
                return TryProperty(source, member, out var property)
                    ? property
                    : e.Null(position, $"{Words.For(source)} has no '{member}'");
        }
    }

    private static FeelValue Map(Evaluation e, FeelList list, string member, int position)
    {
        e.CountItems(list.Count, list.Count);
        var values = new FeelValue[list.Count];
        for (var i = 0; i < values.Length; i++)
        {
            e.Step();
            values[i] = Get(e, list[i], member, position);
        }

        return FeelList.Of(values);
    }

    private static bool TryProperty(FeelValue source, string member, out FeelValue value)
    {
        FeelValue? found = source.Kind switch
        {
            FeelKind.Date => OfDate(source.Date, member),
            FeelKind.Time => OfTime(source.Time, member),
            FeelKind.DateTime => OfDate(source.DateTime.Date, member) ?? OfTime(source.DateTime.Time, member),
            FeelKind.DaysAndTimeDuration => OfDuration(source.DayTime, member),
            FeelKind.YearsAndMonthsDuration => OfMonths(source.Months, member),
            FeelKind.Range => OfRange(source.AsRange, member),
            _ => null,
        };
        value = found ?? default;
        return found is not null;
    }

    private static FeelValue? OfDate(FeelDate date, string member) => member switch
    {
        "year" => (FeelValue?)date.Parts.Year,
        "month" => date.Parts.Month,
        "day" => date.Parts.DayOfMonth,
        "weekday" => date.DayOfWeek,
        _ => null,
    };

    private static FeelValue? OfTime(FeelTime time, string member) => member switch
    {
        "hour" => (FeelValue?)time.Hour,
        "minute" => time.Minute,
        "second" => time.SecondOfMinute,
        "time offset" => time.OffsetSeconds is { } offset
            ? FeelValue.FromNanoseconds((Int128)offset * FeelTime.Second)
            : FeelValue.Null,
        "timezone" => time.Zone is { } zone ? zone.Id : FeelValue.Null,
        _ => null,
    };

    private static FeelValue? OfDuration(Int128 nanoseconds, string member)
    {
        var seconds = nanoseconds / FeelTime.Second;
        long? part = member switch
        {
            "days" => (long)(seconds / 86_400),
            "hours" => (long)(seconds % 86_400 / 3600),
            "minutes" => (long)(seconds % 3600 / 60),
            "seconds" => (long)(seconds % 60),
            _ => null,
        };
        return part is { } found ? found : null;
    }

    private static FeelValue? OfMonths(long months, string member) => member switch
    {
        "years" => (FeelValue?)(months / 12),
        "months" => months % 12,
        _ => null,
    };

    private static FeelValue? OfRange(FeelRange range, string member) => member switch
    {
        "start" => (FeelValue?)range.Start,
        "end" => range.End,
        "start included" => range.StartIncluded,
        "end included" => range.EndIncluded,
        _ => null,
    };
}
