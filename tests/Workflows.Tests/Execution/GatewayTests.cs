using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class GatewayTests
{
    [Theory]
    [InlineData("high", "strategy")]
    [InlineData("low", "close")]
    public void An_exclusive_gateway_takes_one_flow(string level, string task)
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Xor("level"), When("riskLevel = \"high\""), User("strategy"))
            .Path("level", Otherwise, User("close")))).Start(("riskLevel", level));
        engine.WaitsAt(task);
    }

    [Fact]
    public void The_flow_without_a_condition_is_the_default_wherever_it_is_drawn()
    {
        var process = Process("p", p => p
            .Path(Start("s"), Xor("level"), User("close"))
            .Path("level", When("riskLevel = \"high\""), User("strategy")));
        new Engine(process).Start(("riskLevel", "high")).WaitsAt("strategy");
        new Engine(process).Start(("riskLevel", "low")).WaitsAt("close");
    }

    [Fact]
    public void No_flow_and_no_default_is_an_incident_that_names_the_values()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Xor("level"), When("riskLevel = \"high\""), User("strategy"))))
            .Start(("riskLevel", "odd"));
        engine.State.Incidents.Should().ContainSingle().Which.Message.Should().Contain("level").And.Contain("odd");
        engine.Resolve("level", ("riskLevel", "high")).WaitsAt("strategy");
    }

    [Fact]
    public void A_variable_of_the_wrong_type_in_a_condition_is_an_incident()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), Xor("age"), When("childAge > 13"), User("teen"))))
            .Start(("childAge", "about ten"));
        engine.State.Incidents.Should().ContainSingle().Which.Should().Match<IncidentState>(incident =>
            incident.Kind == IncidentKind.Expression && incident.ElementId == "age" && incident.Message.Contains("childAge > 13") && incident.Message.Contains("about ten"));
    }

    [Fact]
    public void A_parallel_gateway_forks_and_joins()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("fork"), User("police"), And("join"), User("decide"))
            .Path("fork", User("health"), "join"))).Start();
        engine.WaitsAt("police", "health");
        engine.Complete("health").WaitsAt("police");
        engine.State.WaitingTokens.Should().ContainSingle().Which.FlowId.Should().Be("health->join");
        engine.Complete("police").WaitsAt("decide");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_inclusive_join_waits_for_those_that_can_still_come(int chosen)
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Or("split"), When("n >= 1"), User("a"), Or("join"), User("after"))
            .Path("split", When("n >= 2"), User("b"), "join")
            .Path("split", When("n >= 3"), User("c"), "join"))).Start(("n", chosen));
        var tasks = new[] { "a", "b", "c" }.Take(chosen).ToArray();
        engine.WaitsAt(tasks);
        foreach (var task in tasks)
        {
            engine.OpenTasks.Should().NotContain("after");
            engine.Complete(task);
        }

        engine.WaitsAt("after");
    }

    [Fact]
    public void An_inclusive_join_knows_of_tokens_in_sub_processes_and_on_boundaries()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("fork"), Sub("sub"), Or("join"), User("after"))
            .Path("fork", User("a"), "join")
            .Inside("sub", sub => sub.Path(Start("is"), User("inner")))
            .On("sub", Boundary("late", After("P1D")), User("b"), "join"))).Start();
        engine.Complete("a").WaitsAt("inner");
        engine.Fire("late").WaitsAt("b");
        engine.Complete("b").WaitsAt("after");
    }

    [Fact]
    public void A_complex_gateway_goes_on_with_two_of_three_and_takes_in_the_third()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), And("fork"), User("a"), new ComplexGateway { Id = "two", ActivationCondition = Feel("activationCount >= 2") }, User("after"))
            .Path("fork", User("b"), "two")
            .Path("fork", User("c"), "two"))).Start();
        engine.Complete("a").WaitsAt("b", "c");
        engine.Complete("b").WaitsAt("c", "after");
        engine.Complete("after").WaitsAt("c");
        engine.Complete("c").HasEnded();
    }

    [Fact]
    public void An_event_based_gateway_takes_the_first_event()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), new EventBasedGateway { Id = "first" }, Catch("answer", Message("answered")), User("read"))
            .Path("first", Catch("silence", After("P2D")), User("remind")))).Start();
        engine.State.Timers.Should().ContainSingle();
        engine.Deliver("answered", ("text", "yes")).WaitsAt("read");
        engine.State.Timers.Should().BeEmpty();
        engine.Complete("read").HasEnded();
    }

    [Fact]
    public void A_loop_without_a_wait_ends_in_an_incident_and_can_go_on()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), Xor("again"), Script("count", "i", "i + 1"), Xor("enough"), When("i >= 500"), User("done"))
            .Path("enough", Otherwise, "again")))
        { StepLimit = 100 };
        engine.Start(("i", 0));
        for (var i = 0; i < 30 && engine.State.Incidents.Count > 0; i++)
        {
            engine.State.Incidents.Should().ContainSingle().Which.Kind.Should().Be(IncidentKind.StepLimit);
            engine.Resolve(engine.IncidentsAt.Single());
        }

        engine.WaitsAt("done");
    }
}
