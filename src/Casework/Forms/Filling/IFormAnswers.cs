using NodaTime;
using Peninsula.Casework.Forms.Binding;

namespace Peninsula.Casework.Forms.Filling;

/// <summary>What somebody answers who is not there: for demonstrations and simulations.</summary>
internal interface IFormAnswers
{
    /// <summary>Whether a field gets an answer even where what stands in it would do.</summary>
    bool Insists(BoundField field);

    /// <summary>One of the choices, or null for the first.</summary>
    string? Choose(BoundField field);

    /// <summary>Some of the choices.</summary>
    IEnumerable<string> ChooseSome(BoundField field);

    /// <summary>A text or number, or null for anything that will do.</summary>
    string? Write(BoundField field);

    /// <summary>A day and time.</summary>
    Instant Moment(BoundField field, Instant now);
}

/// <summary>What a case says where it says something, else the first answer that will do.</summary>
internal sealed class GivenAnswers(IReadOnlyDictionary<string, string> given) : IFormAnswers
{
    public bool Insists(BoundField field) => given.ContainsKey(field.Field.Key);

    public string? Choose(BoundField field) =>
        field.Choices.FirstOrDefault(choice => choice.Value == given.GetValueOrDefault(field.Field.Key))?.Value;

    public IEnumerable<string> ChooseSome(BoundField field) => field.Choices.Take(3).Select(choice => choice.Value);

    public string? Write(BoundField field) => given.GetValueOrDefault(field.Field.Key);

    public Instant Moment(BoundField field, Instant now) => now;
}
