namespace Peninsula.Casework.Forms;

/// <summary>An option of radios, checkboxes or a select.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Label">What is read.</param>
/// <param name="Hint">A line below it, or null. A select shows none.</param>
public sealed record Choice(string Value, string Label, string? Hint = null);
