using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Host.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Forms.Schema;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Api.Cluster;

/// <summary>
/// Which variables of a case a client may read: a field of a form carries its answer's item class, and an answer of a class
/// that is not open to the client's agency is left out as if it were not there.
/// </summary>
public sealed class ReadableVariables(Gate gate, Engine engine, InstanceSight sight, Vocabulary vocabulary, FieldClasses classes)
{
    /// <summary>Says of each variable of an instance whether it may be read.</summary>
    public async Task<Func<string, bool>> OfAsync(long instanceKey, CancellationToken cancel) =>
        await sight.MayReadAsync(instanceKey, cancel)
            ? await OfAsync(instanceKey, (facts, item) => gate.MaySeeItem(facts, item, null), cancel)
            : _ => false;

    /// <summary>Says of each variable of an instance whether it goes to the system that does a job of it.</summary>
    public Task<Func<string, bool>> OfJobAsync(long instanceKey, CancellationToken cancel) => OfAsync(instanceKey, gate.MaySeeItemOfJob, cancel);

    private async Task<Func<string, bool>> OfAsync(long instanceKey, Func<CaseFacts, ItemClass, bool> isOpen, CancellationToken cancel)
    {
        if (await sight.IsOwnAsync(instanceKey, cancel))
        {
            return _ => true;
        }

        var facts = await sight.FactsAsync(instanceKey, cancel);
        var byName = classes.Of(engine.Workflows.Catalog);
        return name => !byName.TryGetValue(name, out var keys)
            || keys.All(key => vocabulary.ItemClasses.TryGet(key, out var item) && isOpen(facts, item));
    }
}

/// <summary>The item classes of the fields of all deployed forms, by the variable that a field fills.</summary>
public sealed class FieldClasses
{
    private (int Forms, IReadOnlyDictionary<string, IReadOnlyList<string>> Classes)? _known;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Of(DefinitionCatalog catalog)
    {
        var forms = catalog.Newest(ResourceKind.Form).SelectMany(form => catalog.Versions(ResourceKind.Form, form.Id)).ToList();
        if (_known is { } known && known.Forms == forms.Count)
        {
            return known.Classes;
        }

        var classes = forms
            .Select(form => FormSchemaReader.Read(Definitions.Text(form)).Schema)
            .OfType<FormSchema>()
            .SelectMany(schema => schema.Fields)
            .Where(field => field.Key is not null && field.Properties.ContainsKey("disclosure"))
            .GroupBy(field => field.Key!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(field => field.Properties["disclosure"]).Distinct()], StringComparer.Ordinal);
        _known = (forms.Count, classes);
        return classes;
    }
}
