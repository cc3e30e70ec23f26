using System.Globalization;
using System.Text;

namespace Peninsula.Tests.Random;

/// <summary>
/// Draws pathways at random as BPMN files: tasks, jobs, scripts, waits, gateways, loops, sub-processes with boundary events,
/// event sub-processes, repetitions, compensation, calls, and messages between instances. Whatever is split is joined.
/// </summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="calls">The process that it may call, or null.</param>
internal sealed class RandomPathway(System.Random random, string? calls)
{
    private int _count;

    /// <summary>Whether it draws only what a second interpreter knows, and nothing whose result depends on the order of what happens at once.</summary>
    public bool IsPlain { get; init; }

    /// <summary>A file with the process of that id.</summary>
    /// <param name="id">The process's id.</param>
    /// <param name="budget">About how many elements.</param>
    /// <param name="isLater">Whether it is the version after: the same with a task more before its end.</param>
    public string Draw(string id, int budget, bool isLater = false)
    {
        var body = new Body();
        if (random.Next(4) == 0)
        {
            EventSubProcess(body, budget / 4);
        }

        var last = Block(body, body.Add("startEvent", Id("start")), budget);
        if (isLater)
        {
            last = body.Follow(last, "userTask", "oneMore");
        }

        body.Follow(last, "endEvent", Id("end"));
        return $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://peninsula.example/tests">
            <message id="m" name="m"><extensionElements><zeebe:subscription correlationKey="=key"/></extensionElements></message>
            <message id="stop" name="stop"><extensionElements><zeebe:subscription correlationKey="=key"/></extensionElements></message>
            <signal id="sig" name="sig"/><error id="e1" errorCode="E1"/><escalation id="up" escalationCode="up"/>
            <process id="{id}" isExecutable="true">
            {body}
            </process></definitions>
            """;
    }

    private string Block(Body body, string from, int budget) => budget <= 1 ? Step(body, from) : random.Next(10) switch
    {
        0 or 1 => Block(body, Block(body, from, budget / 2), budget / 2),
        2 => Branches(body, from, budget, "exclusiveGateway"),
        3 => Branches(body, from, budget, "parallelGateway"),
        4 => Branches(body, from, budget, "inclusiveGateway"),
        5 => Loop(body, from, budget),
        6 or 7 => Scope(body, from, budget),
        8 => Events(body, from),
        _ => IsPlain ? Block(body, Block(body, from, budget / 2), budget / 2) : Compensated(body, from, budget),
    };

    private string Step(Body body, string from) => random.Next(11) switch
    {
        2 or 5 or 6 or 9 when IsPlain => body.Follow(from, "userTask", Id("task")),
        0 or 1 => body.Follow(from, "serviceTask", Id("job"), "<extensionElements><zeebe:taskDefinition type=\"work\" retries=\"2\"/></extensionElements>"),
        2 => body.Follow(from, "scriptTask", Id("script"), "<extensionElements><zeebe:script expression=\"=if x &gt; 5 then 0 else x + 1\" resultVariable=\"x\"/></extensionElements>"),
        3 => body.Follow(from, "receiveTask", Id("receive"), attributes: "messageRef=\"m\""),
        4 => body.Follow(from, "intermediateCatchEvent", Id("timer"), "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"),
        5 => body.Follow(from, "intermediateThrowEvent", Id("signal"), "<signalEventDefinition signalRef=\"sig\"/>"),
        6 => body.Follow(from, "sendTask", Id("send"), attributes: "messageRef=\"m\""),
        7 => body.Follow(from, "userTask", Id("each"), $"<multiInstanceLoopCharacteristics isSequential=\"{(random.Next(2) == 0 ? "true" : "false")}\"><loopCardinality>=2</loopCardinality></multiInstanceLoopCharacteristics>"),
        8 when calls is not null => body.Follow(from, "callActivity", Id("call"), attributes: $"calledElement=\"{calls}\""),
        9 => body.Follow(from, "intermediateCatchEvent", Id("heard"), "<signalEventDefinition signalRef=\"sig\"/>"),
        _ => body.Follow(from, "userTask", Id("task")),
    };

    private string Branches(Body body, string from, int budget, string gateway)
    {
        var split = body.Follow(from, gateway, Id("split"));
        var join = Id("join");
        for (var i = 0; i < 2; i++)
        {
            var first = Id("branch");
            body.Add("manualTask", first);
            body.Flow(split, first, gateway == "parallelGateway" ? null : string.Create(CultureInfo.InvariantCulture, $"=x &gt; {random.Next(4)}"));
            body.Flow(Block(body, first, budget / 2), join);
        }

        if (gateway != "parallelGateway")
        {
            body.Default(split, body.Flow(split, join));
        }

        body.Add(gateway, join);
        return join;
    }

    private string Loop(Body body, string from, int budget)
    {
        var counter = Id("i");
        var again = body.Follow(from, "exclusiveGateway", Id("again"));
        var counted = body.Follow(Block(body, again, budget - 1), "scriptTask", Id("count"),
            $"<extensionElements><zeebe:script expression=\"=if {counter} = null then 1 else {counter} + 1\" resultVariable=\"{counter}\"/></extensionElements>");
        var enough = body.Follow(counted, "exclusiveGateway", Id("enough"));
        body.Flow(enough, again, $"={counter} &lt; 2");
        var on = Id("on");
        body.Add("manualTask", on);
        body.Default(enough, body.Flow(enough, on));
        return on;
    }

    private string Scope(Body body, string from, int budget)
    {
        var inside = new Body();
        if (random.Next(3) == 0)
        {
            EventSubProcess(inside, budget / 4);
        }

        string[] endings = ["", "", "<errorEventDefinition errorRef=\"e1\"/>", "<escalationEventDefinition escalationRef=\"up\"/>", "<terminateEventDefinition/>"];
        inside.Follow(Block(inside, inside.Add("startEvent", Id("start")), budget - 1), "endEvent", Id("end"), endings[random.Next(endings.Length)]);
        var repeats = random.Next(4) == 0 ? "<multiInstanceLoopCharacteristics><loopCardinality>=2</loopCardinality></multiInstanceLoopCharacteristics>" : "";
        var sub = body.Follow(from, "subProcess", Id("sub"), repeats + inside);
        var after = body.Follow(sub, "exclusiveGateway", Id("after"));
        Boundary(body, sub, "<errorEventDefinition errorRef=\"e1\"/>", true, after);
        Boundary(body, sub, "<timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition>", true, after);
        Boundary(body, sub, "<messageEventDefinition messageRef=\"stop\"/>", true, after);
        if (random.Next(2) == 0)
        {
            Boundary(body, sub, "<timerEventDefinition><timeCycle>R2/PT30M</timeCycle></timerEventDefinition>", false, null);
        }

        return after;
    }

    private void Boundary(Body body, string host, string definition, bool interrupts, string? after)
    {
        var boundary = Id("boundary");
        body.Add("boundaryEvent", boundary, definition, $"attachedToRef=\"{host}\" cancelActivity=\"{(interrupts ? "true" : "false")}\"");
        var caught = body.Follow(boundary, "userTask", Id("caught"));
        if (after is null)
        {
            body.Follow(caught, "endEvent", Id("noted"));
        }
        else
        {
            body.Flow(caught, after);
        }
    }

    private string Events(Body body, string from)
    {
        var gateway = body.Follow(from, "eventBasedGateway", Id("first"));
        var after = Id("after");
        body.Flow(body.Follow(gateway, "intermediateCatchEvent", Id("message"), "<messageEventDefinition messageRef=\"m\"/>"), after);
        body.Flow(body.Follow(gateway, "intermediateCatchEvent", Id("timeout"), "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"), after);
        body.Add("exclusiveGateway", after);
        return after;
    }

    private string Compensated(Body body, string from, int budget)
    {
        var done = body.Follow(from, "userTask", Id("done"));
        var (boundary, undo) = (Id("undoes"), Id("undo"));
        body.Add("boundaryEvent", boundary, "<compensateEventDefinition/>", $"attachedToRef=\"{done}\"");
        body.Add("userTask", undo, attributes: "isForCompensation=\"true\"");
        body.Raw($"<association id=\"a{undo}\" sourceRef=\"{boundary}\" targetRef=\"{undo}\"/>");
        return body.Follow(Block(body, done, budget - 1), "intermediateThrowEvent", Id("compensate"), "<compensateEventDefinition/>");
    }

    private void EventSubProcess(Body body, int budget)
    {
        string[] triggers = ["<messageEventDefinition messageRef=\"stop\"/>", "<timerEventDefinition><timeDuration>PT3H</timeDuration></timerEventDefinition>", "<conditionalEventDefinition><condition>=x = 4</condition></conditionalEventDefinition>"];
        var inside = new Body();
        var start = inside.Add("startEvent", Id("start"), triggers[random.Next(IsPlain ? 2 : triggers.Length)], $"isInterrupting=\"{(random.Next(2) == 0 ? "true" : "false")}\"");
        inside.Follow(Block(inside, start, budget), "endEvent", Id("end"));
        body.Add("subProcess", Id("eventSub"), inside.ToString(), "triggeredByEvent=\"true\"");
    }

    private string Id(string kind) => kind + (++_count).ToString(CultureInfo.InvariantCulture);

    /// <summary>The elements of one container.</summary>
    private sealed class Body
    {
        private readonly List<(string Name, string Id, string Content, string Attributes)> _nodes = [];
        private readonly Dictionary<string, string> _defaults = [];
        private readonly StringBuilder _rest = new();
        private int _flows;

        public string Add(string name, string id, string content = "", string attributes = "")
        {
            _nodes.Add((name, id, content, attributes));
            return id;
        }

        public string Follow(string from, string name, string id, string content = "", string attributes = "")
        {
            Add(name, id, content, attributes);
            Flow(from, id);
            return id;
        }

        public string Flow(string from, string to, string? condition = null)
        {
            var id = $"f{from}_{to}_{++_flows}";
            var inner = condition is null ? "" : $"<conditionExpression>{condition}</conditionExpression>";
            _rest.AppendLine(CultureInfo.InvariantCulture, $"<sequenceFlow id=\"{id}\" sourceRef=\"{from}\" targetRef=\"{to}\">{inner}</sequenceFlow>");
            return id;
        }

        public void Default(string node, string flow) => _defaults[node] = flow;

        public void Raw(string xml) => _rest.AppendLine(xml);

        public override string ToString()
        {
            var all = new StringBuilder();
            foreach (var (name, id, content, attributes) in _nodes)
            {
                var otherwise = _defaults.TryGetValue(id, out var flow) ? $" default=\"{flow}\"" : "";
                all.AppendLine(CultureInfo.InvariantCulture, $"<{name} id=\"{id}\" {attributes}{otherwise}>{content}</{name}>");
            }

            return all.Append(_rest).ToString();
        }
    }
}
