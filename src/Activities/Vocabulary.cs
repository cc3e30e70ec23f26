using Peninsula.Activities.Access;
using Peninsula.Activities.Calendar;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Disruption;
using Peninsula.Activities.Ladders;
using Peninsula.Activities.Measures;
using Peninsula.Activities.Messages;
using Peninsula.Activities.Reading;
using Peninsula.Activities.Registers;
using Peninsula.Activities.Strategy;
using Peninsula.Activities.Timescales;
using Peninsula.Activities.Variants;

namespace Peninsula.Activities;

/// <summary>
/// What the data files of <c>workflow-definitions</c> say, as one consistent whole: it is loaded whole or refused whole,
/// so that whoever holds the last good one keeps it in force. Immutable and safe to share between threads.
/// </summary>
public sealed class Vocabulary
{
    private Vocabulary(
        WorkingCalendar calendar,
        TimescaleCatalog timescales,
        AgencyDirectory directory,
        LadderCatalog ladders,
        ToolCatalogue tools,
        ItemClassCatalog itemClasses,
        RegisterCatalog registers,
        MeasureCatalog measures,
        VariantCatalog variants,
        CaseMessageCatalog messages,
        IReadOnlyList<StrategyStatement> strategy)
    {
        (Calendar, Timescales, Directory) = (calendar, timescales, directory);
        (Ladders, Tools, ItemClasses) = (ladders, tools, itemClasses);
        (Registers, Measures) = (registers, measures);
        (Variants, Messages, Strategy) = (variants, messages, strategy);
    }

    /// <summary>Working days, working hours and bank holidays.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>The time limits.</summary>
    public TimescaleCatalog Timescales { get; }

    /// <summary>Agencies, areas, teams, people and routes.</summary>
    public AgencyDirectory Directory { get; }

    /// <summary>The escalation ladders.</summary>
    public LadderCatalog Ladders { get; }

    /// <summary>The disruption tools.</summary>
    public ToolCatalogue Tools { get; }

    /// <summary>The classes of items by how widely they may be read.</summary>
    public ItemClassCatalog ItemClasses { get; }

    /// <summary>The registers that the pathways keep.</summary>
    public RegisterCatalog Registers { get; }

    /// <summary>The key performance indicators.</summary>
    public MeasureCatalog Measures { get; }

    /// <summary>Areas' own variants of shared pathways.</summary>
    public VariantCatalog Variants { get; }

    /// <summary>What agencies' systems may tell a case.</summary>
    public CaseMessageCatalog Messages { get; }

    /// <summary>What the strategy says.</summary>
    public IReadOnlyList<StrategyStatement> Strategy { get; }

    /// <summary>Loads the data files of a folder and checks them against one another.</summary>
    /// <param name="folder">The folder of <c>agencies.json</c>, <c>people.json</c>, <c>timescales.json</c> and the rest.</param>
    public static VocabularyLoading Load(string folder)
    {
        var problems = new List<DataProblem>();
        var calendar = CalendarLoader.Load(folder, problems);
        var timescales = TimescaleLoader.Load(folder, calendar, problems);
        var directory = DirectoryLoader.Load(folder, problems);
        var ladders = new LadderLoader(calendar, directory).Load(folder, problems);
        var tools = new ToolLoader(directory, timescales).Load(folder, problems);
        var itemClasses = new ItemClassLoader(directory).Load(folder, problems);
        var registers = new RegisterLoader(itemClasses).Load(folder, problems);
        var measures = MeasureLoader.Load(folder, problems);
        var variants = new VariantLoader(directory).Load(folder, problems);
        var messages = new CaseMessageLoader(directory).Load(folder, problems);
        var strategy = StrategyLoader.Load(folder, problems);
        return problems.Count == 0
            ? new VocabularyLoading(new Vocabulary(calendar, timescales, directory, ladders, tools, itemClasses, registers, measures, variants, messages, strategy), [])
            : new VocabularyLoading(null, [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)]);
    }
}

/// <summary>A vocabulary, or everything that stands in its way.</summary>
/// <param name="Vocabulary">The vocabulary; null when there is any problem.</param>
/// <param name="Problems">All problems of all files, by file and line.</param>
public sealed record VocabularyLoading(Vocabulary? Vocabulary, IReadOnlyList<DataProblem> Problems);
