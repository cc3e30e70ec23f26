using System.Diagnostics.CodeAnalysis;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>The kinds of value that FEEL knows (DMN 1.5, 10.3.2).</summary>
[SuppressMessage("Naming", "CA1720", Justification = "String is FEEL's own word.")]
public enum FeelKind : byte
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A decimal number of up to 34 significant digits.</summary>
    Number,

    /// <summary>Text; positions count Unicode code points.</summary>
    String,

    /// <summary>A calendar date without time.</summary>
    Date,

    /// <summary>A time of day, local or with an offset or a time zone.</summary>
    Time,

    /// <summary>A date with a time of day, local or with an offset or a time zone.</summary>
    DateTime,

    /// <summary>A duration in days, hours, minutes and seconds.</summary>
    DaysAndTimeDuration,

    /// <summary>A duration in years and months.</summary>
    YearsAndMonthsDuration,

    /// <summary>An ordered list of values.</summary>
    List,

    /// <summary>Named values, in the order in which they were written.</summary>
    Context,

    /// <summary>An interval between two values, or an open one such as <c>&lt; 5</c>.</summary>
    Range,

    /// <summary>Something that can be called.</summary>
    Function,
}
