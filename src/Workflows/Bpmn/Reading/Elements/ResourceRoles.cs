using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>
/// BPMN's own resource roles (clause 10.3.1): a human performer is the assignee; potential owners are candidates, as in
/// <c>user(kermit), group(management)</c>, a bare name being a group's.
/// </summary>
internal sealed record ResourceRoles(Expression? Assignee, Expression? CandidateGroups, Expression? CandidateUsers)
{
    public static ResourceRoles Read(XmlElement task, ProcessContext context)
    {
        Expression? assignee = null;
        Expression? computed = null;
        var users = new List<string>();
        var groups = new List<string>();
        foreach (var role in task.Children)
        {
            if (role is { Space: XmlSpace.Bpmn, Name: "humanPerformer" or "performer" })
            {
                assignee ??= context.Value(Text(role, context), role, "the performer");
            }
            else if (role is { Space: XmlSpace.Bpmn, Name: "potentialOwner" } && Text(role, context) is { Length: > 0 } text)
            {
                if (text[0] == '=')
                {
                    computed ??= context.Value(text, role, "the potential owners");
                }
                else
                {
                    Sort(text, users, groups);
                }
            }
        }

        return new ResourceRoles(assignee, computed ?? Joined(groups), Joined(users));
    }

    private static string? Text(XmlElement role, ProcessContext context)
    {
        if (role.Child("resourceAssignmentExpression") is { } assignment)
        {
            return assignment.Child("formalExpression")?.Text ?? assignment.Child("expression")?.Text ?? assignment.Text;
        }

        if (role.Child("resourceRef") is not { Text.Length: > 0 } reference)
        {
            return role.Label;
        }

        var resource = context.File.Find(reference.Text, "resource");
        if (resource is null)
        {
            context.Wrong("reference-missing", reference, $"there is no resource '{reference.Text}' in the file; choose one that is, or add it");
        }

        return resource?.Label;
    }

    private static void Sort(string text, List<string> users, List<string> groups)
    {
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("user(", StringComparison.Ordinal))
            {
                users.Add(part[5..].TrimEnd(')').Trim());
            }
            else
            {
                groups.Add(part.StartsWith("group(", StringComparison.Ordinal) ? part[6..].TrimEnd(')').Trim() : part);
            }
        }
    }

    private static Expression? Joined(List<string> names) => names.Count == 0 ? null : Expression.Literal(string.Join(",", names));
}
