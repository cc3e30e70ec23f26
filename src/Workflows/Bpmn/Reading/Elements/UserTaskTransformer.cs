using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Bpmn.Reading.Elements;

/// <summary>A user task (clause 10.3.3): whose it is comes from the extension attributes, or from BPMN's own resource roles.</summary>
internal sealed class UserTaskTransformer : IElementTransformer
{
    public ElementKind Kind => ElementKind.UserTask;

    public FlowNode Transform(XmlElement xml, string id, ProcessContext context)
    {
        var assignment = xml.Zeebe("assignmentDefinition");
        var schedule = xml.Zeebe("taskSchedule");
        var priority = xml.Zeebe("priorityDefinition");
        var form = xml.Zeebe("formDefinition");
        var roles = ResourceRoles.Read(xml, context);
        return new UserTask
        {
            Id = id,
            Assignee = context.Value(assignment?["assignee"], assignment ?? xml, "the assignee") ?? roles.Assignee,
            CandidateGroups = context.Value(assignment?["candidateGroups"], assignment ?? xml, "the candidate groups") ?? roles.CandidateGroups,
            CandidateUsers = context.Value(assignment?["candidateUsers"], assignment ?? xml, "the candidate users") ?? roles.CandidateUsers,
            DueDate = context.Value(schedule?["dueDate"], schedule ?? xml, "the due date"),
            FollowUpDate = context.Value(schedule?["followUpDate"], schedule ?? xml, "the follow-up date"),
            Priority = context.Value(priority?["priority"], priority ?? xml, "the priority"),
            FormId = form?["formId"] ?? form?["externalReference"] ?? form?["formKey"],
        };
    }
}
