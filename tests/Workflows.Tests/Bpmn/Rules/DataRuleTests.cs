using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

/// <summary>Nothing runs on data but its names: what does not agree is worth a look, and stops nobody.</summary>
public sealed class DataRuleTests
{
    private const string Items = """
        <bpmn:itemDefinition id="one" structureRef="text"/><bpmn:itemDefinition id="same" structureRef="text"/><bpmn:itemDefinition id="other" structureRef="number"/>
        <bpmn:message id="m" name="letter" itemRef="one"/><bpmn:error id="er" errorCode="E" structureRef="one"/><bpmn:signal id="si" name="bell" structureRef="one"/>
        <bpmn:escalation id="es" escalationCode="C" structureRef="one"/>
        <bpmn:interface id="i" name="i"><bpmn:operation id="op" name="op"><bpmn:inMessageRef>m</bpmn:inMessageRef><bpmn:outMessageRef>m</bpmn:outMessageRef></bpmn:operation></bpmn:interface>
        """;

    [Theory]
    [InlineData("data-collection", "<bpmn:dataObject id=\"d\" itemSubjectRef=\"one\" isCollection=\"true\"/>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:dataInput id=\"d\"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:dataOutput id=\"d\"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:inputSet id=\"i1\"><bpmn:outputSetRefs>o</bpmn:outputSetRefs></bpmn:inputSet><bpmn:outputSet id=\"o\"/></bpmn:ioSpecification>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:inputSet id=\"i1\"><bpmn:optionalInputRefs>x</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>")]
    [InlineData("data-set", "<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet id=\"o\"><bpmn:whileExecutingOutputRefs>x</bpmn:whileExecutingOutputRefs></bpmn:outputSet></bpmn:ioSpecification>")]
    [InlineData("data-binding-missing", "<bpmn:supportedInterfaceRef>i</bpmn:supportedInterfaceRef>")]
    [InlineData("reference-unknown", "<bpmn:dataStoreReference id=\"d\" dataStoreRef=\"gone\"/>")]
    [InlineData("reference-unknown", "<bpmn:dataObject id=\"d\" itemSubjectRef=\"gone\"/>")]
    public void In_a_process(string rule, string data) => Warns(rule, Of("<bpmn:startEvent id=\"s\"/>" + data, Items));

    [Fact]
    public void A_reference_to_a_data_object_needs_it() =>
        Breaks("reference-missing", Of("<bpmn:startEvent id=\"s\"/><bpmn:dataObjectReference id=\"d\" dataObjectRef=\"gone\"/>"));

    [Theory]
    [InlineData("other", true)]
    [InlineData("same", false)]
    [InlineData("one", false)]
    public void Where_two_places_name_an_item(string item, bool warns)
    {
        var input = $"<bpmn:ioSpecification><bpmn:dataInput id=\"in\" itemSubjectRef=\"{item}\"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>";
        var output = $"<bpmn:ioSpecification><bpmn:dataOutput id=\"in\" itemSubjectRef=\"{item}\"/><bpmn:inputSet/><bpmn:outputSet><bpmn:dataOutputRefs>in</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>";
        (string Rule, string File)[] places =
        [
            ("data-items", Around($"<bpmn:serviceTask id=\"t\" operationRef=\"op\">{input}</bpmn:serviceTask>", "t", Items)),
            ("data-items", Around($"<bpmn:sendTask id=\"t\" messageRef=\"m\">{input}</bpmn:sendTask>", "t", Items)),
            ("data-items", Around($"<bpmn:receiveTask id=\"t\" messageRef=\"m\">{output}</bpmn:receiveTask>", "t", Items)),
            ("data-items", Event("intermediateCatchEvent", "dataOutput", item, "<bpmn:messageEventDefinition messageRef=\"m\"/>")),
            ("data-items", Event("intermediateThrowEvent", "dataInput", item, "<bpmn:signalEventDefinition signalRef=\"si\"/>")),
            ("data-items", Event("intermediateThrowEvent", "dataInput", item, "<bpmn:escalationEventDefinition escalationRef=\"es\"/>")),
            ("data-association-items", Around(
                $"<bpmn:userTask id=\"t\">{input}<bpmn:dataInputAssociation id=\"flow\"><bpmn:sourceRef>d</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:userTask><bpmn:dataObject id=\"d\" name=\"letter\" itemSubjectRef=\"one\"/>", "t", Items)),
            ("data-of-call", Around($"<bpmn:callActivity id=\"t\" calledElement=\"called\">{input}</bpmn:callActivity>", "t", Items
                + "<bpmn:process id=\"called\"><bpmn:ioSpecification><bpmn:dataInput id=\"cin\" itemSubjectRef=\"one\"/><bpmn:inputSet><bpmn:dataInputRefs>cin</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification><bpmn:startEvent id=\"cs\"/></bpmn:process>")),
        ];
        foreach (var (rule, file) in places)
        {
            var reading = Read(file);
            reading.Problems.Should().BeEmpty();
            reading.Warnings.Any(warning => warning.Rule == rule).Should().Be(warns, "of {0} in {1}", rule, file);
        }
    }

    [Fact]
    public void A_sub_process_has_no_data_of_its_own() =>
        Warns("data-in-sub-process", Around("<bpmn:subProcess id=\"t\"><bpmn:ioSpecification id=\"io\"><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification><bpmn:task id=\"i\"/></bpmn:subProcess>", "t"), "io");

    [Fact]
    public void An_event_has_data_for_each_of_its_definitions() => Warns("data-of-event", Around(
        "<bpmn:intermediateCatchEvent id=\"t\"><bpmn:dataOutput id=\"a\" itemSubjectRef=\"one\"/><bpmn:dataOutput id=\"b\" itemSubjectRef=\"one\"/><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:intermediateCatchEvent>", "t", Items), "t");

    [Fact]
    public void A_task_of_an_operation_has_one_set_of_inputs() => Warns("data-of-operation", Around("<bpmn:serviceTask id=\"t\" operationRef=\"op\"/>", "t", Items), "t");

    private static string Event(string name, string data, string item, string definition) =>
        Around($"<bpmn:{name} id=\"t\"><bpmn:{data} id=\"d\" itemSubjectRef=\"{item}\"/>{definition}</bpmn:{name}>", "t", Items);
}
