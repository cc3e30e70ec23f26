using System.Text.RegularExpressions;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Persistence.Store;

/// <summary>The statements that write columns which are the domain's, made once of the names that its projection gives: their text stays the same, so that they stay prepared.</summary>
internal sealed partial class DomainStatements
{
    public DomainStatements(IDomainProjection domain)
    {
        Domain = domain;
        foreach (var name in domain.CaseColumns.Concat(domain.TaskColumns).Concat(domain.EscalationColumns))
        {
            // The names become part of the statements.
            if (!ColumnName().IsMatch(name))
            {
                throw new ArgumentException($"\"{name}\" is no name of a column: small letters and underlines.", nameof(domain));
            }
        }

        UpdateCase = domain.CaseColumns.Count == 0 ? null : $"UPDATE cases SET {Joined(domain.CaseColumns, 2, (name, value) => $"{name} = coalesce({value}, {name})")} WHERE instance_key = ?1";
        InsertTask =
            $"""
            INSERT INTO user_tasks (key, instance_key, element_id, name, process_id, form_id, business_key, assignee, priority, created, due, follow_up, state{Names(domain.TaskColumns)})
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0{More(domain.TaskColumns, 13, (_, value) => value)})
            """;
        MigrateTask =
            $"""
            UPDATE user_tasks SET element_id = ?2, name = ?3, process_id = ?4, form_id = ?5, assignee = ?6, priority = ?7, due = ?8, follow_up = ?9{More(domain.TaskColumns, 10, (name, value) => $"{name} = {value}")}
            WHERE key = ?1
            """;
        InsertEscalation =
            $"""
            INSERT INTO escalations (key, instance_key, task_key, element_id, business_key, level, recipients, anonymised, raised{Names(domain.EscalationColumns)})
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9{Names(domain.EscalationColumns)} FROM (SELECT 1) AS one LEFT JOIN user_tasks ON user_tasks.key = ?3
            """;
    }

    /// <summary>Those of an engine without a domain.</summary>
    public static DomainStatements None { get; } = new(IDomainProjection.None);

    /// <summary>Where the values come from.</summary>
    public IDomainProjection Domain { get; }

    /// <summary>Takes the instance's key and the case's values, of which a null leaves its column as it is; null when a case has no such columns.</summary>
    public string? UpdateCase { get; }

    /// <summary>Takes the engine's twelve values of a new task, then the domain's.</summary>
    public string InsertTask { get; }

    /// <summary>Takes the engine's nine values of a task that belongs to another version of its process, then the domain's.</summary>
    public string MigrateTask { get; }

    /// <summary>Takes the engine's nine values of an escalation; the domain's are its task's.</summary>
    public string InsertEscalation { get; }

    private static string Names(IReadOnlyList<string> columns) => More(columns, 0, (name, _) => name);

    private static string More(IReadOnlyList<string> columns, int first, Func<string, string, string> write) => columns.Count == 0 ? "" : $", {Joined(columns, first, write)}";

    private static string Joined(IReadOnlyList<string> columns, int first, Func<string, string, string> write) =>
        string.Join(", ", columns.Select((name, place) => write(name, $"?{first + place}")));

    [GeneratedRegex("^[a-z][a-z_]*\\z")]
    private static partial Regex ColumnName();
}
