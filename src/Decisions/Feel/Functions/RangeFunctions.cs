using Peninsula.Decisions.Feel.Compilation;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Functions;

/// <summary>How points and ranges lie to each other, after Allen's interval algebra (DMN 1.5, table 78).</summary>
internal static class RangeFunctions
{
    public static void AddTo(Builtins.Collector add)
    {
        Points(add, "before", (a, b) => a.End < b.Start || (a.End == b.Start && !(a.EndIncluded && b.StartIncluded)));
        Points(add, "after", (a, b) => b.End < a.Start || (b.End == a.Start && !(b.EndIncluded && a.StartIncluded)));
        Ranges(add, "meets", Meets);
        Ranges(add, "met by", (a, b) => Meets(b, a));
        Ranges(add, "overlaps", (a, b) => Touches(a, b) && Touches(b, a));
        Ranges(add, "overlaps before", OverlapsBefore);
        Ranges(add, "overlaps after", (a, b) => OverlapsBefore(b, a));
        PointThenRange(add, "finishes", (p, r) => r.EndIncluded && r.End == p.Start);
        Ranges(add, "finishes", Finishes);
        RangeThenPoint(add, "finished by", (r, p) => r.EndIncluded && r.End == p.Start);
        Ranges(add, "finished by", (a, b) => Finishes(b, a));
        RangeThenPoint(add, "includes", Includes);
        Ranges(add, "includes", Includes);
        PointThenRange(add, "during", (p, r) => Includes(r, p));
        Ranges(add, "during", (a, b) => Includes(b, a));
        PointThenRange(add, "starts", (p, r) => r.StartIncluded && r.Start == p.Start);
        Ranges(add, "starts", Starts);
        RangeThenPoint(add, "started by", (r, p) => r.StartIncluded && r.Start == p.Start);
        Ranges(add, "started by", (a, b) => Starts(b, a));
        add.Add("coincides", "point1: point, point2: point", call => Compare(call, (a, b) => a.Start == b.Start));
        Ranges(add, "coincides", (a, b) => a.Start == b.Start && a.End == b.End
            && a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded);
        add.Add("range", "from: string", call => RangeText.TryParse(call[0].String, out var range)
            ? range
            : call.Fail($"'{call[0].String}' is not a range"));
    }

    private static bool Meets(Span a, Span b) => a.EndIncluded && b.StartIncluded && a.End == b.Start;

    /// <summary>Whether a reaches at least to where b starts.</summary>
    private static bool Touches(Span a, Span b) => a.End > b.Start || Meets(a, b);

    private static bool StartsNoLater(Span a, Span b) => a.Start < b.Start || (a.Start == b.Start && (a.StartIncluded || !b.StartIncluded));

    private static bool EndsNoLater(Span a, Span b) => a.End < b.End || (a.End == b.End && (!a.EndIncluded || b.EndIncluded));

    private static bool OverlapsBefore(Span a, Span b) =>
        (a.Start < b.Start || (a.Start == b.Start && a.StartIncluded && !b.StartIncluded)) && Touches(a, b) && EndsNoLater(a, b);

    private static bool Finishes(Span a, Span b) => a.End == b.End && a.EndIncluded == b.EndIncluded && StartsNoLater(b, a);

    private static bool Starts(Span a, Span b) => a.Start == b.Start && a.StartIncluded == b.StartIncluded && EndsNoLater(a, b);

    private static bool Includes(Span a, Span b) => StartsNoLater(a, b) && EndsNoLater(b, a);

    private static void Points(Builtins.Collector add, string name, Func<Span, Span, bool> relation)
    {
        add.Add(name, "point1: point, point2: point", call => Compare(call, relation));
        PointThenRange(add, name, relation);
        RangeThenPoint(add, name, relation);
        Ranges(add, name, relation);
    }

    private static void PointThenRange(Builtins.Collector add, string name, Func<Span, Span, bool> relation) =>
        add.Add(name, "point: point, range: range", call => Compare(call, relation));

    private static void RangeThenPoint(Builtins.Collector add, string name, Func<Span, Span, bool> relation) =>
        add.Add(name, "range: range, point: point", call => Compare(call, relation));

    private static void Ranges(Builtins.Collector add, string name, Func<Span, Span, bool> relation) =>
        add.Add(name, "range1: range, range2: range", call => Compare(call, relation));

    private static FeelValue Compare(BuiltinCall call, Func<Span, Span, bool> relation)
    {
        var (first, second) = (new Span(call[0]), new Span(call[1]));
        return End.CanCompare(first.Start, first.End, second.Start, second.End)
            ? relation(first, second)
            : call.Fail("the two have ends that cannot be compared");
    }

    /// <summary>A range, or a point as the range from itself to itself.</summary>
    private readonly struct Span(FeelValue value)
    {
        private readonly FeelRange? _range = value.Kind == FeelKind.Range ? value.AsRange : null;

        public End Start => new(_range?.Start ?? value, -1);

        public End End => new(_range?.End ?? value, 1);

        public bool StartIncluded => _range?.StartIncluded ?? true;

        public bool EndIncluded => _range?.EndIncluded ?? true;
    }

    /// <summary>An end of a range; an absent one lies beyond all others on its side.</summary>
    private readonly struct End(FeelValue value, int side)
    {
        private readonly FeelValue _value = value;
        private readonly int _side = side;

        public static bool operator <(End a, End b) => Order(a, b) < 0;

        public static bool operator >(End a, End b) => Order(a, b) > 0;

        public static bool operator ==(End a, End b) => Order(a, b) == 0;

        public static bool operator !=(End a, End b) => Order(a, b) != 0;

        public static bool CanCompare(params ReadOnlySpan<End> ends)
        {
            var first = default(FeelValue);
            foreach (var end in ends)
            {
                first = first.IsNull ? end._value : first;
                if (!end._value.IsNull && !Comparison.TryOrder(first, end._value, out _))
                {
                    return false;
                }
            }

            return !first.IsNull;
        }

        public override bool Equals(object? obj) => obj is End other && this == other;

        public override int GetHashCode() => 0;

        private static int Order(End a, End b)
        {
            if (a._value.IsNull || b._value.IsNull)
            {
                return (a._value.IsNull ? a._side : 0).CompareTo(b._value.IsNull ? b._side : 0);
            }

            Comparison.TryOrder(a._value, b._value, out var order);
            return order;
        }
    }
}
