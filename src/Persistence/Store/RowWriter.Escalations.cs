using System.Text.Json;
using NodaTime;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>Escalations, and the notices that go with them in the same transaction: nobody who should hear of a late task is left out by a crash.</summary>
internal sealed partial class RowWriter
{
    public void Raise(EscalationRow escalation)
    {
        statements.Run(
            domain.InsertEscalation,
            escalation.EscalationKey, escalation.InstanceKey, escalation.TaskKey, escalation.ElementId, escalation.BusinessKey, escalation.Level,
            JsonSerializer.Serialize(escalation.Recipients), escalation.Anonymised ? 1 : 0, Ticks(escalation.Raised));
        statements.Run("UPDATE user_tasks SET ladder_level = ?2 WHERE key = ?1", escalation.TaskKey, escalation.Level);
        foreach (var recipient in escalation.Recipients)
        {
            statements.Run(SharedStatements.InsertNotice, SharedStatements.Values(new Notice($"escalation:{escalation.EscalationKey}:{recipient}", recipient, "escalation", escalation.Raised)
            {
                Text = escalation.Level,
                BusinessKey = escalation.BusinessKey,
                InstanceKey = escalation.InstanceKey,
                TaskKey = escalation.TaskKey,
                Anonymised = escalation.Anonymised,
            }));
        }
    }

    public void Acknowledge(long escalationKey, EscalationNote direction) => statements.Run(
        "UPDATE escalations SET acknowledged_at = ?2, acknowledged_by = ?3, direction = ?4 WHERE key = ?1",
        escalationKey, Ticks(direction.At), direction.By, direction.Text);

    public void Answer(long escalationKey, EscalationNote answer) => statements.Run(
        "UPDATE escalations SET answered_at = ?2, answered_by = ?3, answer = ?4 WHERE key = ?1",
        escalationKey, Ticks(answer.At), answer.By, answer.Text);

    public void CloseEscalation(long escalationKey, Instant at) => statements.Run("UPDATE escalations SET closed_at = ?2 WHERE key = ?1", escalationKey, Ticks(at));
}
