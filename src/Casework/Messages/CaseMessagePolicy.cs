using Microsoft.EntityFrameworkCore;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Systems;
using Peninsula.Casework.Workflow;
using Peninsula.Persistence;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Messages;

/// <summary>
/// Whom a message from outside reaches, asked at every delivery: a case that its sender is a member of then, and a process
/// that is the sender's own. A message that was kept gains nothing by waiting.
/// </summary>
public sealed class CaseMessagePolicy(IDbContextFactory<PeninsulaDbContext> databases, Engine engine, VocabularySource source, ApiClients clients, IClock clock) : IMessagePolicy
{
    public async ValueTask<bool> MayReachAsync(string sender, OpenSubscription receiver, CancellationToken cancel)
    {
        var vocabulary = source.Current;
        if (Find(sender, vocabulary) is not { } who)
        {
            return false;
        }

        if (receiver.InstanceKey == 0)
        {
            return OwnerOf(receiver.DefinitionKey) is { } startedBy && clients.AreOfOneAgency(startedBy, sender);
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var owner = OwnerOf(await db.Instances.Where(row => row.Key == receiver.InstanceKey).Select(row => row.DefinitionKey).FirstOrDefaultAsync(cancel));
        var facts = await new CaseFactsReader(db, vocabulary, engine, clock).OfCaseAsync(receiver.InstanceKey, cancel);
        return receiver.Kind == SubscriptionKind.Signal
            ? AccessPolicy.OperateCase(who, facts).Allowed
            : AccessPolicy.SeeCase(who, facts).Allowed && (owner is not null || vocabulary.Messages.MaySend(who.Agency, receiver.Name));
    }

    private string? OwnerOf(long definitionKey) => engine.Workflows.Catalog.Resource(definitionKey)?.Owner;

    private PersonContext? Find(string id, Vocabulary vocabulary) =>
        clients.Find(id)?.Person ?? (vocabulary.Directory.TryGetPerson(id, out var person) ? PersonContext.Of(person, vocabulary.Directory) : null);
}
