using System.Globalization;
using NodaTime;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Filling;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Simulation;

/// <summary>What fictional people answer on one form: by habit, by what is so of the child, or evenly.</summary>
internal sealed class FictionalAnswers(SimulationProfile profile, Chance chance, FictionalChild? child) : IFormAnswers
{
    // What a child or case is stays what it is.
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "area", "district", "childName", "childAge", "placementArea" };

    public bool Insists(BoundField field) =>
        !Kept.Contains(field.Field.Key) && field.Field.Kind is FieldKind.Select or FieldKind.Radio or FieldKind.Checklist;

    public string? Choose(BoundField field)
    {
        if (field.Choices.Count == 0)
        {
            return null;
        }

        var own = field.Field.Key switch
        {
            "area" => child?.Area,
            "district" => child?.District,
            "riskLevel" => child?.Level,
            _ => null,
        };
        return own is not null && field.Choices.Any(choice => choice.Value == own)
            ? own
            : chance.Among([.. field.Choices.Select(choice => choice.Value)], profile.Habits.GetValueOrDefault(field.Field.Key));
    }

    public IEnumerable<string> ChooseSome(BoundField field)
    {
        var habits = profile.Habits.GetValueOrDefault(field.Field.Key);
        var some = field.Choices.Select(choice => choice.Value).Where(value => chance.Of((habits?.GetValueOrDefault(value) ?? 40) / 100.0)).ToList();
        return some.Count > 0 ? some : field.Choices.Take(1).Select(choice => choice.Value);
    }

    public string? Write(BoundField field) => field.Field.Key switch
    {
        "childName" => child?.Name,
        "childAge" => child?.Age.ToString(CultureInfo.InvariantCulture),
        var key when profile.Numbers.TryGetValue(key, out var range) => chance.Between(range[0], range[1]).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    public Instant Moment(BoundField field, Instant now) => profile.Days.TryGetValue(field.Field.Key, out var range)
        ? now + Duration.FromDays(chance.Between(range[0], range[1]))
        : now;
}
