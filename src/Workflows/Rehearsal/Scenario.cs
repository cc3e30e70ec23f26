using NodaTime;
using Peninsula.Decisions.Feel;
using Peninsula.Workflows.Rehearsal.Actions;
using Peninsula.Workflows.Rehearsal.Expectations;
using Peninsula.Workflows.Rehearsal.Reading;

namespace Peninsula.Workflows.Rehearsal;

/// <summary>A small play for a pathway: what is deployed, what people do, and what must then be the case.</summary>
public sealed class Scenario
{
    /// <summary>What it shows, or null.</summary>
    public string? Name { get; init; }

    /// <summary>More about it, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Where its definition files lie.</summary>
    public required string Folder { get; init; }

    /// <summary>Files deployed together before the first step, relative to <see cref="Folder"/>.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = [];

    /// <summary>The process that a start without a process starts, or null.</summary>
    public string? Process { get; init; }

    /// <summary>The zone of the engine in which it is played, and of times in it that name none.</summary>
    public DateTimeZone Zone { get; init; } = FeelEnvironment.DefaultZone;

    /// <summary>Where the clock stands at the beginning.</summary>
    public Instant Now { get; init; } = DefaultNow;

    /// <summary>Who acts, or null.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>How jobs end here, by job type; others wait for a step.</summary>
    internal IReadOnlyDictionary<string, JobEnding> Jobs { get; init; } = new Dictionary<string, JobEnding>();

    /// <summary>What is played, in order.</summary>
    internal IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>Where the clock stands when a scenario does not say: a Monday in January, nine o'clock in London.</summary>
    public static Instant DefaultNow { get; } = Instant.FromUtc(2026, 1, 5, 9, 0);

    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="zone">Its <see cref="Zone"/>; null: <see cref="FeelEnvironment.DefaultZone"/>.</param>
    /// <exception cref="ScenarioFormatException">It is not a scenario; the message says where and why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Scenario Load(string path, DateTimeZone? zone = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ScenarioReader.Read(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path))!, zone ?? FeelEnvironment.DefaultZone);
    }

    /// <summary>Reads a scenario's text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="folder">The folder to which its definitions are relative.</param>
    /// <param name="zone">Its <see cref="Zone"/>; null: <see cref="FeelEnvironment.DefaultZone"/>.</param>
    /// <exception cref="ScenarioFormatException">It is not a scenario; the message says where and why.</exception>
    public static Scenario Parse(string json, string folder, DateTimeZone? zone = null) => ScenarioReader.Read(json, folder, zone ?? FeelEnvironment.DefaultZone);
}

/// <summary>A file is not a scenario.</summary>
public sealed class ScenarioFormatException : Exception
{
    internal ScenarioFormatException(string message, int? step = null)
        : base(message) => Step = step;

    /// <summary>The step that is wrong, from 1; null when it is something else.</summary>
    public int? Step { get; }
}

/// <summary>One step: something done, or something expected.</summary>
internal abstract record Step
{
    /// <summary>Somebody or something acts.</summary>
    /// <param name="What">What is done.</param>
    /// <param name="ExpectError">Whether the engine must refuse it or raise an incident.</param>
    public sealed record Act(IScenarioAction What, bool ExpectError) : Step;

    /// <summary>Things that must be the case.</summary>
    public sealed record Expect(IReadOnlyList<IExpectation> All) : Step;
}
