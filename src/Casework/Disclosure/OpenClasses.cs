using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Persistence.Model;

namespace Peninsula.Casework.Disclosure;

/// <summary>Which item classes are open to whoever asks, for lists that ask of many tasks at once: the same rule as for one.</summary>
public sealed class OpenClasses
{
    private readonly HashSet<string> _open;
    private readonly HashSet<string> _ofOwnAgency;
    private readonly string _agency;

    public OpenClasses(Gate gate, Vocabulary vocabulary)
    {
        bool Reads(ItemClass item, string? writtenBy) => AccessPolicy.ReadsClass(gate.Person, item, writtenBy, vocabulary.Directory);
        _agency = gate.Person.Agency;
        _open = [.. vocabulary.ItemClasses.All.Where(item => Reads(item, null)).Select(item => item.Key)];
        _ofOwnAgency = [.. vocabulary.ItemClasses.All.Where(item => Reads(item, _agency)).Select(item => item.Key)];
    }

    /// <summary>Whether a class is open, whoever wrote the item; no class is open to everybody on the case.</summary>
    public bool IsOpen(string? disclosure) => disclosure is null || _open.Contains(disclosure);

    /// <summary>Whether a task's class is open.</summary>
    public bool IsOpen(string? disclosure, string? agency) => IsOpen(disclosure) || (agency == _agency && _ofOwnAgency.Contains(disclosure!));

    /// <summary>The tasks whose class is open.</summary>
    public IQueryable<TaskRecord> Of(IQueryable<TaskRecord> tasks)
    {
        var (open, own, agency) = (_open.ToArray(), _ofOwnAgency.ToArray(), _agency);
        return tasks.Where(task => task.Disclosure == null || open.Contains(task.Disclosure) || (task.Agency == agency && own.Contains(task.Disclosure)));
    }
}
