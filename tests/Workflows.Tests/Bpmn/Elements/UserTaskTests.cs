using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class UserTaskTests
{
    private static UserTask Task(string inside, string attributes = "") =>
        Node<UserTask>(Around($"<bpmn:userTask id=\"t\" {attributes}>{inside}</bpmn:userTask>", "t"), "t");

    [Fact]
    public void Assignment_schedule_priority_and_form_come_from_the_extensions()
    {
        var task = Task("""
            <bpmn:extensionElements><zeebe:userTask/>
              <zeebe:assignmentDefinition assignee="= who" candidateGroups="police,health" candidateUsers="= people"/>
              <zeebe:taskSchedule dueDate="2026-05-01T12:00:00Z" followUpDate="= dayBefore"/>
              <zeebe:priorityDefinition priority="80"/><zeebe:formDefinition formId="triage"/>
            </bpmn:extensionElements>
            """);
        task.Assignee!.IsLiteral.Should().BeFalse();
        task.CandidateGroups!.Should().Match<Expression>(groups => groups.IsLiteral && groups.Text == "police,health");
        task.CandidateUsers!.Feel!.Names.Should().Equal("people");
        task.DueDate!.Text.Should().Be("2026-05-01T12:00:00Z");
        task.FollowUpDate!.IsLiteral.Should().BeFalse();
        task.Priority!.Text.Should().Be("80");
        task.FormId.Should().Be("triage");
    }

    [Fact]
    public void A_human_performer_is_the_assignee() =>
        Task("<bpmn:humanPerformer><bpmn:resourceAssignmentExpression><bpmn:formalExpression>kermit</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:humanPerformer>")
            .Assignee!.Text.Should().Be("kermit");

    [Theory]
    [InlineData("group(accountancy), group(management)", "accountancy,management", null)]
    [InlineData("user(kermit), management", "management", "kermit")]
    [InlineData("user(kermit), user(fozzie)", null, "kermit,fozzie")]
    public void Potential_owners_are_candidates(string owners, string? groups, string? users)
    {
        var task = Task($"<bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>{owners}</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>");
        task.CandidateGroups?.Text.Should().Be(groups);
        task.CandidateUsers?.Text.Should().Be(users);
        (task.CandidateGroups is null, task.CandidateUsers is null).Should().Be((groups is null, users is null));
    }

    [Fact]
    public void The_products_own_attributes_are_kept_as_they_stand() =>
        Task("", "peninsula:deadline=\"= timescale\" peninsula:ladder=\"overdue\"").Extensions
            .Should().BeEquivalentTo(new Dictionary<string, string> { ["deadline"] = "= timescale", ["ladder"] = "overdue" });

    [Fact]
    public void Documentation_says_why() =>
        Task("<bpmn:documentation>Because of the Act.</bpmn:documentation>").Documentation.Should().Be("Because of the Act.");

    [Fact]
    public void Mappings_keep_their_order_and_plain_assignments_are_mappings_too()
    {
        var task = Task("""
            <bpmn:extensionElements><zeebe:ioMapping>
              <zeebe:input source="= a + 1" target="b"/><zeebe:input source="fixed" target="c.d"/><zeebe:output source="= b" target="e"/>
            </zeebe:ioMapping></bpmn:extensionElements>
            <bpmn:dataInputAssociation><bpmn:assignment><bpmn:from>1 + 1</bpmn:from><bpmn:to>two</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation>
            """);
        task.Inputs.Select(mapping => (mapping.Source.Text, mapping.Target)).Should().Equal(("= a + 1", "b"), ("fixed", "c.d"), ("1 + 1", "two"));
        task.Outputs.Should().ContainSingle().Which.Target.Should().Be("e");
    }

    [Fact]
    public void Quantities_of_tokens_are_read()
    {
        var task = Task("", "startQuantity=\"2\" completionQuantity=\"3\"");
        (task.StartQuantity, task.CompletionQuantity).Should().Be((2, 3));
    }
}
