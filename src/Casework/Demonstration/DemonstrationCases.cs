using NodaTime;

namespace Peninsula.Casework.Demonstration;

/// <summary>A fictional case: when it was raised, how far people took it, and what they found.</summary>
/// <param name="DaysAgo">Whole days before now at which the concern is raised.</param>
/// <param name="Tasks">How many tasks are done before everybody goes quiet.</param>
/// <param name="Pace">Time between one task done and the next.</param>
internal sealed record DemonstrationCase(string Area, int DaysAgo, int Tasks, Duration Pace, string Child, int Age, string Level, string Summary);

/// <summary>The cases of the demonstration: every area, every level, every age. All fictional.</summary>
internal static class DemonstrationCases
{
    internal static IReadOnlyList<DemonstrationCase> All { get; } = [.. Told, .. Further()];

    private static IReadOnlyList<DemonstrationCase> Told =>
    [
        Case("torbay", 0, 0, 1, "Wren Hollowell", 14, "medium", "A new older friend waits outside school in a car most days. Two new phones this month."),
        Case("torbay", 1, 1, 3, "Kit Fernside", 15, "high", "Came back from a night away with money and bruises, and will not say where she was."),
        Case("torbay", 6, 3, 5, "Jory Saltash-Fale", 13, "high", "Messages from an adult who asks for pictures and has the child's address."),
        Case("torbay", 20, 9, 10, "Elowen Marrack", 16, "medium", "Missing three times in a month, each time found near the same takeaway."),
        Case("plymouth", 0, 1, 1, "Perran Quill", 12, "medium", "Gifts from somebody met in a game. The child deletes messages when an adult comes near."),
        Case("plymouth", 3, 2, 4, "Tamsin Oakhaven", 15, "high", "Seen getting into different cars by the seafront late at night."),
        Case("plymouth", 9, 5, 8, "Cador Brightmoor", 14, "low", "Sudden secrecy about a new group of friends. No other sign so far."),
        Case("plymouth", 30, 12, 12, "Isolde Penhale", 16, "high", "Told a nurse that a man she calls her boyfriend decides whom she meets."),
        Case("devon", 0, 0, 1, "Rowan Tidebrook", 13, "low", "Overheard talking of parties in a flat where older people buy the drinks."),
        Case("devon", 2, 1, 6, "Merryn Ashcombe", 14, "medium", "School attendance fell from 96 to 61 percent in six weeks."),
        Case("devon", 12, 6, 9, "Digory Larkmead", 15, "high", "Carries a second phone and hands it to somebody in a car each week."),
        Case("devon", 45, 16, 14, "Senna Coldbrook", 17, "medium", "Pressed by a former partner to bring younger girls along."),
        Case("cornwall", 1, 0, 1, "Lowenna Trewarth", 12, "medium", "Pictures of the child were sent round a chat group."),
        Case("cornwall", 5, 2, 7, "Piran Goldsithney-Roe", 15, "high", "Left a placement with an adult not known to the carers, and came back two days later."),
        Case("cornwall", 16, 7, 9, "Kerensa Nance", 14, "medium", "An adult at a holiday park gives the child work, cash and lifts."),
        Case("isles-of-scilly", 4, 1, 8, "Tegen Rosewarne", 13, "low", "A seasonal worker sends the child messages at night."),
    ];

    /// <summary>
    /// Enough cases that a chair has numbers to read: small counts are suppressed, and a demonstration of nothing but
    /// suppressed cells shows nothing. The same ones each time, so that a page can be talked about.
    /// </summary>
    private static IEnumerable<DemonstrationCase> Further()
    {
        string[] areas = ["torbay", "plymouth", "devon", "cornwall"];
        string[] first = ["Ash", "Bryony", "Corin", "Dara", "Ebba", "Fenn", "Gale", "Hazel", "Ivo", "Jess"];
        string[] last = ["Underhill", "Wrayburn", "Thistlewood", "Sandcastle", "Rookhope", "Quarryman", "Pebblewick"];
        string[] levels = ["medium", "high", "low"];
        string[] signs =
        [
            "New clothes and a phone that nobody at home bought.",
            "Withdrawn since the summer, and leaves class to answer messages.",
            "Seen with adults at the bus station on school nights.",
            "Says that a friend from online will come to visit.",
        ];
        for (var i = 0; i < 48; i++)
        {
            yield return Case(
                areas[i % areas.Length], 2 + (i * 7 % 33), 1 + (i * 5 % 9), 3 + (i % 6),
                $"{first[i % first.Length]} {last[i % last.Length]}", 11 + (i % 7), levels[i % levels.Length], signs[i % signs.Length]);
        }
    }

    private static DemonstrationCase Case(string area, int daysAgo, int tasks, int paceHours, string child, int age, string level, string summary) =>
        new(area, daysAgo, tasks, Duration.FromHours(paceHours), child, age, level, summary);
}
