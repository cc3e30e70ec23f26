using System.Globalization;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Casework.Forms;

/// <summary>What the buttons within a form ask, so that lists grow and shrink without JavaScript.</summary>
public static class FormCommands
{
    /// <summary>Asked by a script as answers change: keep them, and give back what the form shows now. Nothing is checked.</summary>
    public const string Keep = "keep";

    /// <summary>Adds or removes a row; false when the command is something else, or names no list that is shown.</summary>
    public static bool Apply(string? command, Typed typed, FormSchema schema, KnownAnswers known, FormBinder binder)
    {
        if (command?.Split(':') is not [("add" or "remove") and var verb, var name, ..] parts)
        {
            return false;
        }

        var list = Lists(binder.Bind(schema, typed, known, check: false).Items).FirstOrDefault(item => item.Name == name && item.CanAddAndRemove);
        if (list is null)
        {
            return false;
        }

        if (verb == "add")
        {
            typed.AddRow(name, list.Rows.Count);
        }
        else if (parts.Length == 3 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < list.Rows.Count)
        {
            typed.RemoveRow(name, row, list.Rows.Count);
        }

        return true;
    }

    private static IEnumerable<BoundList> Lists(IEnumerable<BoundItem> items) => items.SelectMany(item => item switch
    {
        BoundList list => [list, .. list.Rows.SelectMany(Lists)],
        BoundGroup group => Lists(group.Items),
        _ => Enumerable.Empty<BoundList>(),
    });
}
