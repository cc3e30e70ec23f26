using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class LinkRuleTests
{
    private static string Throw(string id, string name) => $"<bpmn:intermediateThrowEvent id=\"{id}\"><bpmn:linkEventDefinition name=\"{name}\"/></bpmn:intermediateThrowEvent>";

    private static string Catch(string id, string name) => $"<bpmn:intermediateCatchEvent id=\"{id}\"><bpmn:linkEventDefinition name=\"{name}\"/></bpmn:intermediateCatchEvent>";

    private static string With(string elements) => Of($"<bpmn:startEvent id=\"s\"/><bpmn:task id=\"t\"/>{elements}");

    [Fact]
    public void Many_may_jump_to_one() =>
        Read(With(Throw("a", "L") + Throw("b", "L") + Catch("c", "L") + Flow("s", "a") + Flow("t", "b"))).Problems.Should().BeEmpty();

    [Fact]
    public void One_cannot_jump_to_many() => Breaks("link-target-several", With(Throw("a", "L") + Catch("b", "L") + Catch("c", "L")), "c");

    [Fact]
    public void Links_come_in_pairs()
    {
        Breaks("link-target-missing", With(Throw("a", "L")), "a");
        Breaks("link-source-missing", With(Catch("a", "L")), "a");
    }

    [Fact]
    public void A_link_stays_inside_its_sub_process() =>
        Breaks("link-target-missing", With(Throw("a", "L") + $"<bpmn:subProcess id=\"sub\">{Catch("c", "L")}</bpmn:subProcess>"), "a");

    [Fact]
    public void No_flow_leaves_a_link_that_jumps_nor_reaches_one_that_is_jumped_to()
    {
        Breaks("link-with-flow", With(Throw("a", "L") + Catch("c", "L") + Flow("a", "t")), "a");
        Breaks("link-with-flow", With(Throw("a", "L") + Catch("c", "L") + Flow("s", "c")), "c");
    }

    [Fact]
    public void A_link_has_a_name() =>
        Read(With("<bpmn:intermediateThrowEvent id=\"a\"><bpmn:linkEventDefinition/></bpmn:intermediateThrowEvent>")).Problems.Should().Contain(problem => problem.Rule == "link-name-missing");
}
