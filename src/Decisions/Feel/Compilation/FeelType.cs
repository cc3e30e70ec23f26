using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Syntax;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>A type of FEEL's lattice (DMN 1.5, 10.3.2.9): says which values belong to it and brings values to it.</summary>
internal abstract class FeelType
{
    public static readonly FeelType Any = new AnyType();

    /// <summary>Whether the value is of this type, allowed values and all.</summary>
    public bool Contains(FeelValue value) => Contains(value, constrained: true);

    /// <summary>As <see cref="Contains(FeelValue)"/>; <c>instance of</c> leaves allowed values out.</summary>
    public abstract bool Contains(FeelValue value, bool constrained);

    /// <summary>What is known of the type's values before evaluation.</summary>
    /// <param name="depth">How far types within types are followed: a type may be defined by itself.</param>
    public virtual StaticType Outline(int depth = 8) => StaticType.Unknown;

    /// <summary>The type without allowed values, and without what it is called.</summary>
    public virtual FeelType Bare => this;

    /// <summary>The tests that values must pass, if the type has any.</summary>
    public virtual FeelNode? AllowedValues => null;

    /// <summary>The implicit conversions: to and from a list of one, and from a date to midnight UTC. Null is of every type.</summary>
    public virtual bool TryCoerce(FeelValue value, out FeelValue coerced)
    {
        coerced = value;
        if (value.IsNull || Contains(value))
        {
            return true;
        }

        if (value.Kind == FeelKind.List && value.Items.Count == 1 && Contains(value.Items[0]))
        {
            coerced = value.Items[0];
            return true;
        }

        return false;
    }
}

internal sealed class AnyType : FeelType
{
    public override bool Contains(FeelValue value, bool constrained) => true;
}

internal sealed class NullType : FeelType
{
    public override bool Contains(FeelValue value, bool constrained) => value.IsNull;

    public override StaticType Outline(int depth = 8) => StaticType.Null;
}

internal sealed class KindType(FeelKind kind) : FeelType
{
    public FeelKind Kind => kind;

    public override bool Contains(FeelValue value, bool constrained) => value.Kind == kind;

    public override StaticType Outline(int depth = 8) => StaticType.Of(kind);

    public override bool TryCoerce(FeelValue value, out FeelValue coerced)
    {
        if (kind == FeelKind.DateTime && value.Kind == FeelKind.Date)
        {
            coerced = new FeelDateTime(value.Date, new FeelTime(0, 0, null));
            return true;
        }

        return base.TryCoerce(value, out coerced);
    }
}

internal sealed class ListType(FeelType item) : FeelType
{
    public FeelType Item => item;

    public override StaticType Outline(int depth = 8) => StaticType.ListOf(depth <= 0 ? StaticType.Unknown : item.Outline(depth - 1));

    public override bool Contains(FeelValue value, bool constrained)
    {
        if (value.Kind != FeelKind.List)
        {
            return false;
        }

        foreach (var element in value.Items.Span)
        {
            if (!element.IsNull && !item.Contains(element, constrained))
            {
                return false;
            }
        }

        return true;
    }

    public override bool TryCoerce(FeelValue value, out FeelValue coerced)
    {
        coerced = value;
        if (value.IsNull || Contains(value))
        {
            return true;
        }

        if (value.Kind != FeelKind.List && item.TryCoerce(value, out var single))
        {
            coerced = FeelList.Of([single]);
            return true;
        }

        return false;
    }
}

internal sealed class ContextType(string[] names, FeelType[] types) : FeelType
{
    public IEnumerable<(string Name, FeelType Type)> Members => names.Zip(types);

    public FeelType? Find(string name) => names.IndexOfName(name) is >= 0 and var index ? types[index] : null;

    public override StaticType Outline(int depth = 8) => names.Length == 0 || depth <= 0
        ? StaticType.Of(FeelKind.Context)
        : StaticType.ContextOf(names.Zip(types).DistinctBy(n => n.First).ToDictionary(n => n.First, n => n.Second.Outline(depth - 1), StringComparer.Ordinal));

    public override bool Contains(FeelValue value, bool constrained)
    {
        if (value.Kind != FeelKind.Context)
        {
            return false;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (!value.Entries.TryGet(names[i], out var entry) || !(entry.IsNull || types[i].Contains(entry, constrained)))
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed class RangeType(FeelType end) : FeelType
{
    public FeelType End => end;

    public override StaticType Outline(int depth = 8) => StaticType.Of(FeelKind.Range) with { Item = end.Outline(depth - 1) };

    public override bool Contains(FeelValue value, bool constrained) => value.Kind == FeelKind.Range
        && (value.AsRange.Start.IsNull || end.Contains(value.AsRange.Start, constrained))
        && (value.AsRange.End.IsNull || end.Contains(value.AsRange.End, constrained));
}

/// <summary>Functions that take arguments of these types and give that result; of any, when no parameters are said.</summary>
internal sealed class FunctionType(FeelType[]? parameters, FeelType result) : FeelType
{
    public FeelType[]? Parameters => parameters;

    public FeelType Result => result;

    public override StaticType Outline(int depth = 8) => StaticType.Of(FeelKind.Function);

    /// <summary>Where a function does not say a type, it is let pass: what its body gives is not known before it is called.</summary>
    public override bool Contains(FeelValue value, bool constrained)
    {
        if (value.Kind != FeelKind.Function || parameters is null)
        {
            return value.Kind == FeelKind.Function;
        }

        return value.AsFunction is Closure { Template: var template }
            ? Conformance.Takes(template.Types, parameters) && (template.Result == Any || template.Result.ConformsTo(result))
            : value.AsFunction.Parameters.Count == parameters.Length;
    }
}
