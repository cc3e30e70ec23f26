using NodaTime;

namespace Peninsula.Casework.Words;

/// <summary>How long something took, as people say it: to one figure, since a median means no more.</summary>
public static class Spans
{
    public static string InWords(Duration span) => span switch
    {
        { TotalDays: >= 1.5 } => Moments.Count((int)Math.Round(span.TotalDays), "day"),
        { TotalHours: >= 1.5 } => Moments.Count((int)Math.Round(span.TotalHours), "hour"),
        { TotalMinutes: >= 1 } => Moments.Count((int)Math.Round(span.TotalMinutes), "minute"),
        _ => "less than a minute",
    };

    /// <summary>The same where there is room for little: <c>3 d</c>.</summary>
    public static string Brief(Duration span) => span switch
    {
        { TotalDays: >= 1.5 } => $"{Math.Round(span.TotalDays)} d",
        { TotalHours: >= 1.5 } => $"{Math.Round(span.TotalHours)} h",
        _ => $"{Math.Max(1, Math.Round(span.TotalMinutes))} min",
    };
}
