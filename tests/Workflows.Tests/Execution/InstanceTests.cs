using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.State;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

public sealed class InstanceTests
{
    private static Engine Two() => new Engine(Process("p", p => p.Path(Start("s"), And("f"), User("a")).Path("f", Catch("late", After("P1D"))))).Start();

    [Fact]
    public void A_suspended_instance_takes_nothing_until_it_is_resumed()
    {
        var engine = Two();
        var key = engine.Task("a").Key;
        engine.Accept(new SuspendInstance("under inquiry"));
        engine.Refused(new CompleteTask(key, FeelContext.Empty)).Should().Be(Refusal.WrongState);
        engine.Refused(new FireTimer(engine.State.Timers.Single().Key)).Should().Be(Refusal.WrongState);
        engine.Accept(new ResumeInstance());
        engine.Refused(new ResumeInstance()).Should().Be(Refusal.WrongState);
        engine.Complete("a").Fire("late").HasEnded();
    }

    [Fact]
    public void A_cancelled_instance_leaves_nothing_open_and_takes_nothing()
    {
        var engine = Two();
        engine.Accept(new CancelInstance("raised in error"));
        engine.State.Status.Should().Be(InstanceStatus.Cancelled);
        engine.State.Elements.Should().ContainSingle();
        engine.State.Timers.Should().BeEmpty();
        engine.Refused(new CancelInstance()).Should().Be(Refusal.AlreadyDone);
    }

    [Fact]
    public void Variables_are_set_where_they_are_or_locally()
    {
        var engine = Two();
        var task = engine.Task("a").Key;
        engine.Accept(new SetVariables(task, FeelContext.Of(("mine", 1)), Local: true));
        engine["mine"].IsNull.Should().BeTrue();
        engine.Accept(new SetVariables(task, FeelContext.Of(("mine", 2), ("ours", 3))));
        engine.State.Variable("mine", task).Should().Be((FeelValue)2);
        engine["ours"].Should().Be((FeelValue)3);
        engine.Accept(new SetVariables(null, FeelContext.Of(("ours", 3)))).Should().BeEmpty("nothing changed");
    }

    [Fact]
    public void A_remark_goes_into_the_history()
    {
        Two().Accept(new Remark("comment", "rang the school")).Should().Equal(new Remarked("comment", "rang the school", null));
    }

    [Fact]
    public void A_small_instance_is_a_few_hundred_bytes()
    {
        var engine = Two();
        engine.Set(("caseReference", "CSE-2026-000001"), ("riskLevel", "high"), ("childAge", 14));
        StateCodec.Write(engine.State).Length.Should().BeLessThan(300);
    }

    [Fact]
    public void Broken_bytes_are_refused()
    {
        var bytes = StateCodec.Write(Two().State);
        var random = new Random(4711);
        for (var i = 0; i < 2_000; i++)
        {
            var broken = bytes[..random.Next(bytes.Length)].ToArray();
            var read = () => StateCodec.Read(broken);
            read.Should().Throw<Exception>().Which.Should().Match(thrown => thrown is InvalidDataException || thrown is OverflowException, "seed 4711, turn " + i);
        }
    }
}
