namespace Peninsula.Casework.Forms;

/// <summary>What was typed into the boxes of a date input; a box may hold anything.</summary>
public sealed record DateParts(string? Day, string? Month, string? Year)
{
    public static DateParts Empty { get; } = new(null, null, null);
}
