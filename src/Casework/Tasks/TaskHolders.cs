using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Systems;

namespace Peninsula.Casework.Tasks;

/// <summary>Who may be given a task: people of the directory and agencies' systems, as far as the access policy lets them hold it.</summary>
public sealed class TaskHolders(Vocabulary vocabulary, ApiClients clients)
{
    public bool May(string id, TaskFacts task) =>
        Find(id) is { } holder && AccessPolicy.HoldTask(holder, task, vocabulary.Directory).Allowed;

    private PersonContext? Find(string id) =>
        vocabulary.Directory.TryGetPerson(id, out var person) ? PersonContext.Of(person, vocabulary.Directory) : clients.Find(id)?.Person;
}
