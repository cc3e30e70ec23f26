using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>The flows out of an activity (BPMN 2.0.2 clause 13.3.1, figure 13.1).</summary>
public sealed class LeavingTests
{
    [Theory]
    [InlineData(1, "always", "default")]
    [InlineData(6, "always", "more")]
    public void A_default_flow_stands_in_for_the_conditional_ones_alone(int amount, params string[] waits)
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), User("t"), User("always"))
            .Path("t", When("amount > 5"), User("more"))
            .Path("t", Otherwise, User("default")))).Start();
        engine.Complete("t", ("amount", amount));
        engine.WaitsAt(waits);
    }

    [Fact]
    public void A_default_flow_beside_unconditional_ones_is_always_taken()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), User("t"), User("always")).Path("t", Otherwise, User("default")))).Start();
        engine.Complete("t").WaitsAt("always", "default");
    }

    [Fact]
    public void At_an_inclusive_gateway_a_flow_without_a_condition_is_a_choice()
    {
        var engine = new Engine(Process("p", p => p
            .Path(Start("s"), new InclusiveGateway { Id = "g" }, User("always"))
            .Path("g", When("amount > 5"), User("more"))
            .Path("g", Otherwise, User("default")))).Start(("amount", 1));
        engine.WaitsAt("always");
    }

    [Fact]
    public void An_unconditional_flow_is_taken_though_no_condition_holds()
    {
        var engine = new Engine(Process("p", p => p.Path(Start("s"), User("t"), User("always")).Path("t", When("amount > 5"), User("more")))).Start();
        engine.Complete("t", ("amount", 1)).WaitsAt("always");
    }
}
