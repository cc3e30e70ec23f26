using System.Text;
using Peninsula.Casework.Forms.Schema;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Casework.Disclosure;

/// <summary>The item classes of the fields of all deployed forms, by the variable that a field fills.</summary>
public sealed class FieldClasses
{
    private (int Forms, AnswerClasses Classes)? _known;

    public AnswerClasses Of(DefinitionCatalog catalog)
    {
        var forms = catalog.Newest(ResourceKind.Form).SelectMany(form => catalog.Versions(ResourceKind.Form, form.Id)).ToList();
        if (_known is { } known && known.Forms == forms.Count)
        {
            return known.Classes;
        }

        var classes = new AnswerClasses(forms
            .Select(form => FormSchemaReader.Read(Encoding.UTF8.GetString(form.Content.Span)).Schema)
            .OfType<FormSchema>()
            .SelectMany(schema => Classed(schema.Items, "")));
        _known = (forms.Count, classes);
        return classes;
    }

    private static IEnumerable<(string Path, string Class)> Classed(IEnumerable<FormItem> items, string prefix) => items.SelectMany(item => item switch
    {
        FormField field when field.Properties.TryGetValue("disclosure", out var named) => [(prefix + field.Key, named)],
        FormGroup group => Classed(group.Items, group.Path is { } path ? $"{prefix}{path}." : prefix),
        FormList list => Classed(list.Items, $"{prefix}{list.Path}."),
        _ => Enumerable.Empty<(string, string)>(),
    });
}
