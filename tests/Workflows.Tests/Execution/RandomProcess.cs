using Peninsula.Workflows.Bpmn.Model;
using static Peninsula.Workflows.Tests.Execution.Model;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>Draws block-structured processes at random: whatever is split is joined, so that every one of them can come to its end.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="calls">The id of the process that it may call; null for a process that calls none, and so ends.</param>
internal sealed class RandomProcess(Random random, string? calls)
{
    private int _count;

    /// <summary>Draws a process; the same chance draws the same again, where asked for with a task more before its end.</summary>
    public ProcessDefinition Draw(string id, int budget, bool withTaskMore = false) => Process(id, p =>
    {
        if (random.Next(4) == 0)
        {
            EventSubProcess(p, budget / 4);
        }

        var start = Start(Id("start"));
        p.Path(start);
        var last = Block(p, start.Id, budget);
        if (withTaskMore)
        {
            p.Path(last, User("one more"));
            last = "one more";
        }

        p.Path(last, End(Id("end")));
    });

    private string Block(Model p, string from, int budget)
    {
        if (budget <= 1)
        {
            return Step(p, from);
        }

        switch (random.Next(10))
        {
            case 0 or 1:
                return Block(p, Block(p, from, budget / 2), budget / 2);
            case 2:
                return Branches(p, from, budget, new ExclusiveGateway { Id = Id("xor") }, new ExclusiveGateway { Id = Id("merge") });
            case 3:
                return Branches(p, from, budget, new ParallelGateway { Id = Id("fork") }, new ParallelGateway { Id = Id("join") });
            case 4:
                return Branches(p, from, budget, new InclusiveGateway { Id = Id("or") }, new InclusiveGateway { Id = Id("orjoin") });
            case 5:
                return Loop(p, from, budget);
            case 6 or 7:
                return Scope(p, from, budget);
            case 8:
                return Events(p, from);
            default:
                return Compensated(p, from, budget);
        }
    }

    private string Step(Model p, string from)
    {
        FlowNode node = random.Next(10) switch
        {
            0 => Service(Id("job"), "work"),
            1 => Script(Id("script"), "x", "if x > 5 then 0 else x + 1"),
            2 => new ReceiveTask { Id = Id("receive"), Message = Message("m").Message },
            3 => Catch(Id("timer"), After("PT1H")),
            4 => Throw(Id("signal"), Signal("sig")),
            5 => User(Id("each"), new MultiInstance(random.Next(2) == 0) { Cardinality = Feel("x"), CompletionCondition = random.Next(2) == 0 ? Feel("numberOfCompletedInstances >= 2") : null }),
            6 => User(Id("again"), new StandardLoop(random.Next(2) == 0, Feel("loopCounter < 3"), 3)),
            7 when calls is not null => new CallActivity { Id = Id("call"), ProcessId = Expression.Literal(calls) },
            8 => Catch(Id("until"), Condition("x != 1")),
            _ => User(Id("task")),
        };
        p.Path(from, node);
        return node.Id;
    }

    private string Branches(Model p, string from, int budget, Gateway split, Gateway join)
    {
        p.Path(from, split);
        var isParallel = split is ParallelGateway;
        p.Path(Branch(), join);
        p.Path(Branch(), join.Id);
        if (!isParallel)
        {
            p.Path(split.Id, Otherwise, join.Id);
        }

        return join.Id;

        string Branch()
        {
            var first = new ManualTask { Id = Id("branch") };
            if (isParallel)
            {
                p.Path(split.Id, first);
            }
            else
            {
                p.Path(split.Id, When($"x > {random.Next(4)}"), first);
            }

            return Block(p, first.Id, budget / 2);
        }
    }

    private string Loop(Model p, string from, int budget)
    {
        var counter = Id("i");
        var again = new ExclusiveGateway { Id = Id("again") };
        var enough = new ExclusiveGateway { Id = Id("enough") };
        p.Path(from, again);
        p.Path(Block(p, again.Id, budget - 1), Script(Id("count"), counter, $"if {counter} = null then 1 else {counter} + 1"), enough);
        p.Path(enough.Id, When($"{counter} < 2"), again.Id);
        var on = new ManualTask { Id = Id("on") };
        p.Path(enough.Id, Otherwise, on);
        return on.Id;
    }

    private string Scope(Model p, string from, int budget)
    {
        var isTransaction = random.Next(5) == 0;
        MultiInstance? repeats = random.Next(4) == 0 ? new MultiInstance(random.Next(2) == 0) { Cardinality = Feel("2") } : null;
        SubProcess sub = isTransaction ? new Transaction { Id = Id("tx") } : Sub(Id("sub"), repeats);
        var after = new ExclusiveGateway { Id = Id("after") };
        p.Path(from, sub, after);
        EventDefinition?[] endings = isTransaction ? [null, new CancelEventDefinition()] : [null, Error("E1"), Escalation("up"), new TerminateEventDefinition()];
        EventDefinition[] ends = endings[random.Next(endings.Length)] is { } ending ? [ending] : [];
        p.Inside(sub.Id, inside =>
        {
            if (random.Next(3) == 0)
            {
                EventSubProcess(inside, budget / 4);
            }

            var start = Start(Id("start"));
            inside.Path(start);
            inside.Path(Block(inside, start.Id, budget - 1), End(Id("end"), ends));
        });
        EventDefinition[] caught = isTransaction ? [new CancelEventDefinition(), After("PT2H")] : [Error("E1"), After("PT2H"), Message("stop"), Escalation(null)];
        foreach (var definition in caught)
        {
            p.On(sub.Id, Boundary(Id("boundary"), definition), User(Id("caught")), after.Id);
        }

        if (random.Next(2) == 0)
        {
            p.On(sub.Id, Boundary(Id("beside"), Message("note"), interrupting: false), User(Id("note")), End(Id("noted")));
        }

        return after.Id;
    }

    private string Events(Model p, string from)
    {
        var after = new ExclusiveGateway { Id = Id("after") };
        var gateway = new EventBasedGateway { Id = Id("first") };
        p.Path(from, gateway, Catch(Id("message"), Message("first")), after);
        p.Path(gateway.Id, Catch(Id("timeout"), After("P1D")), after.Id);
        return after.Id;
    }

    private string Compensated(Model p, string from, int budget)
    {
        var done = User(Id("done"));
        p.Path(from, done);
        p.Undo(done.Id, random.Next(2) == 0 ? User(Id("undo"), undoes: true) : Service(Id("undo"), undoes: true));
        var thrown = Throw(Id("compensate"), new CompensationEventDefinition(null, random.Next(3) > 0));
        p.Path(Block(p, done.Id, budget - 1), thrown);
        return thrown.Id;
    }

    private void EventSubProcess(Model p, int budget)
    {
        EventDefinition[] starts = [Message("esp"), After("PT3H"), Condition("x = 4"), Escalation("up")];
        p.Inside(EventSub(Id("event sub")), inside =>
        {
            var start = Start(Id("start"), starts[random.Next(starts.Length)], interrupting: random.Next(2) == 0);
            inside.Path(start);
            inside.Path(Block(inside, start.Id, budget), End(Id("end")));
        });
    }

    // Names without spaces, because some are variables too.
    private string Id(string kind) => kind.Replace(" ", "", StringComparison.Ordinal) + ++_count;
}
