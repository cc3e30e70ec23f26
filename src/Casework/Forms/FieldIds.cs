namespace Peninsula.Casework.Forms;

/// <summary>Ids of form controls.</summary>
public static class FieldIds
{
    /// <summary>The id of the control that posts this name: letters, digits and hyphens, so that it is a valid fragment.</summary>
    public static string For(string name) =>
        string.Create(name.Length, name, (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(source[i]) || source[i] == '_' ? source[i] : '-';
            }
        });
}
