using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Workflow;

namespace Peninsula.Casework.Disclosure;

/// <summary>
/// Which variables of a case a client may read: a field of a form carries its answer's item class, and an answer of a class
/// that is not open to the client's agency is left out as if it were not there.
/// </summary>
public sealed class ReadableVariables(Gate gate, Engine engine, InstanceVisibility visibility, Vocabulary vocabulary, FieldClasses classes)
{
    /// <summary>Says of each variable of an instance whether it may be read.</summary>
    public async Task<Func<string, bool>> OfAsync(long instanceKey, CancellationToken cancel) =>
        await visibility.MayReadAsync(instanceKey, cancel)
            ? await OfAsync(instanceKey, (facts, item) => gate.MaySeeItem(facts, item, null), cancel)
            : _ => false;

    /// <summary>Says of each variable of an instance whether it goes to the system that does a job of it.</summary>
    public Task<Func<string, bool>> OfJobAsync(long instanceKey, CancellationToken cancel) => OfAsync(instanceKey, gate.MaySeeItemOfJob, cancel);

    private async Task<Func<string, bool>> OfAsync(long instanceKey, Func<CaseFacts, ItemClass, bool> isOpen, CancellationToken cancel)
    {
        if (await visibility.IsOwnAsync(instanceKey, cancel))
        {
            return _ => true;
        }

        var facts = await visibility.FactsAsync(instanceKey, cancel);
        var answers = classes.Of(engine.Workflows.Catalog);
        return name => answers.IsOpen(name, key => isOpen(facts, vocabulary.ItemClasses.Of(key)));
    }
}
