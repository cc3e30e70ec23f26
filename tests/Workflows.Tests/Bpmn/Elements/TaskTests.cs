using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Elements;

public sealed class TaskTests
{
    private const string Job = "<bpmn:extensionElements><zeebe:taskDefinition type=\"notify\" retries=\"5\"/><zeebe:taskHeaders><zeebe:header key=\"kind\" value=\"plan\"/></zeebe:taskHeaders></bpmn:extensionElements>";

    private const string Message = "<bpmn:message id=\"m\" name=\"reply\"><bpmn:extensionElements><zeebe:subscription correlationKey=\"= ref\"/></bpmn:extensionElements></bpmn:message>";

    [Theory]
    [InlineData("task", typeof(UndefinedTask))]
    [InlineData("manualTask", typeof(ManualTask))]
    [InlineData("userTask", typeof(UserTask))]
    [InlineData("serviceTask", typeof(ServiceTask))]
    [InlineData("sendTask", typeof(SendTask))]
    [InlineData("receiveTask", typeof(ReceiveTask))]
    [InlineData("scriptTask", typeof(ScriptTask))]
    [InlineData("businessRuleTask", typeof(BusinessRuleTask))]
    public void Every_kind_of_task_is_read_in_its_plain_form(string element, Type kind) =>
        Process(Around($"<bpmn:{element} id=\"t\" name=\"Do it\"/>", "t")).Node("t").Should().BeOfType(kind)
            .And.BeAssignableTo<Activity>().Which.Name.Should().Be("Do it");

    [Theory]
    [InlineData("serviceTask")]
    [InlineData("sendTask")]
    [InlineData("scriptTask")]
    [InlineData("businessRuleTask")]
    public void A_task_definition_makes_a_job(string element)
    {
        var node = Process(Around($"<bpmn:{element} id=\"t\">{Job}</bpmn:{element}>", "t")).Node("t");
        var job = node switch
        {
            ServiceTask task => task.Job,
            SendTask task => task.Job,
            ScriptTask task => task.Job,
            BusinessRuleTask task => task.Job,
            _ => null,
        };
        job!.Type.Text.Should().Be("notify");
        job.Retries!.Text.Should().Be("5");
        job.Headers.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("kind", "plan"));
    }

    [Fact]
    public void A_job_needs_a_type() =>
        Breaks("job-type-missing", Around("<bpmn:serviceTask id='t'><bpmn:extensionElements><zeebe:taskDefinition/></bpmn:extensionElements></bpmn:serviceTask>", "t"), "t");

    [Fact]
    public void A_receive_task_waits_for_its_message()
    {
        var task = Node<ReceiveTask>(Around("<bpmn:receiveTask id=\"t\" messageRef=\"m\"/>", "t", Message), "t");
        task.Message!.Name.Text.Should().Be("reply");
        task.Message.CorrelationKey!.Feel!.Names.Should().Equal("ref");
        Node<SendTask>(Around("<bpmn:sendTask id=\"t\" messageRef=\"m\"/>", "t", Message), "t").Message!.Id.Should().Be("m");
    }

    [Fact]
    public void A_message_that_is_not_there_or_has_no_name_is_reported()
    {
        Breaks("reference-missing", Around("<bpmn:receiveTask id=\"t\" messageRef=\"gone\"/>", "t"), "t");
        Breaks("message-name-missing", Around("<bpmn:receiveTask id=\"t\" messageRef=\"m\"/>", "t", "<bpmn:message id=\"m\"/>"), "m");
    }

    [Theory]
    [InlineData("<bpmn:script>1 + 1</bpmn:script>", "", null)]
    [InlineData("<bpmn:script>= 1 + 1</bpmn:script>", "scriptFormat=\"groovy\"", null)]
    [InlineData("<bpmn:extensionElements><zeebe:script expression=\"= 1 + 1\" resultVariable=\"two\"/></bpmn:extensionElements>", "", "two")]
    public void A_script_is_FEEL(string inside, string attributes, string? result)
    {
        var task = Node<ScriptTask>(Around($"<bpmn:scriptTask id=\"t\" {attributes}>{inside}</bpmn:scriptTask>", "t"), "t");
        task.Script!.IsLiteral.Should().BeFalse();
        task.ResultVariable.Should().Be(result);
    }

    [Fact]
    public void A_script_in_another_language_is_refused_by_name() =>
        Breaks("script-language", Around("<bpmn:scriptTask id=\"t\" scriptFormat=\"groovy\"><bpmn:script>println 1</bpmn:script></bpmn:scriptTask>", "t"), "t")
            .Message.Should().Contain("groovy");

    [Fact]
    public void A_business_rule_names_its_decision()
    {
        var task = Node<BusinessRuleTask>(Around("<bpmn:businessRuleTask id=\"t\"><bpmn:extensionElements><zeebe:calledDecision decisionId=\"threshold\" resultVariable=\"level\"/></bpmn:extensionElements></bpmn:businessRuleTask>", "t"), "t");
        (task.DecisionId!.Text, task.ResultVariable).Should().Be(("threshold", "level"));
        Breaks("decision-missing", Around("<bpmn:businessRuleTask id=\"t\"><bpmn:extensionElements><zeebe:calledDecision resultVariable=\"level\"/></bpmn:extensionElements></bpmn:businessRuleTask>", "t"), "t");
    }

    [Fact]
    public void An_expression_that_cannot_be_read_is_reported_with_its_place()
    {
        var problem = Breaks("expression-syntax", Around("<bpmn:scriptTask id=\"t\" name=\"Add\"><bpmn:script>= 1 + </bpmn:script></bpmn:scriptTask>", "t"), "t");
        problem.Message.Should().Contain("= 1 +").And.Contain("line 1").And.Contain("column");
        problem.ElementName.Should().Be("Add");
    }
}
