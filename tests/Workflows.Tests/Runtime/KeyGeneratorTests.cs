using NodaTime;
using NodaTime.Testing;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class KeyGeneratorTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 3, 2, 9, 0));

    [Fact]
    public void Keys_rise_even_when_the_clock_steps_back()
    {
        var keys = new KeyGenerator(_clock, 3);
        var made = new List<long>();
        for (var i = 0; i < 20_000; i++)
        {
            made.Add(keys.Next());
            if (i % 1000 == 0)
            {
                _clock.Advance(i % 2000 == 0 ? Duration.FromHours(-1) : Duration.FromMinutes(90));
            }
        }

        made.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.OnlyContain(key => key > 0);
    }

    [Fact]
    public void Hosts_never_make_the_same_key_and_order_by_time()
    {
        var (generator, two) = (new KeyGenerator(_clock, 0), new KeyGenerator(_clock, KeyGenerator.MaxHosts - 1));
        var first = Enumerable.Range(0, 5000).SelectMany(_ => new[] { generator.Next(), two.Next() }).ToArray();
        _clock.Advance(Duration.FromSeconds(5));

        first.Should().OnlyHaveUniqueItems();
        generator.Next().Should().BeGreaterThan(first.Max());
    }

    [Fact]
    public async Task Many_threads_never_get_the_same_key()
    {
        var keys = new KeyGenerator(_clock);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 5000).Select(_ => keys.Next()).ToArray())));

        made.SelectMany(key => key).Should().OnlyHaveUniqueItems();
        made.Should().AllSatisfy(ofOne => ofOne.Should().BeInAscendingOrder());
    }

    [Fact]
    public async Task Keys_are_new_after_each_restart_though_the_clock_was_set_back()
    {
        var (store, clock) = (new InMemoryWorkflowStore(), new FakeClock(Instant.FromUtc(2026, 3, 2, 9, 0)));
        var engine = await WorkflowEngine.OpenAsync(new EngineSetup { Store = store, Clock = clock });
        (await engine.DeployAsync([Pathways.Process("three", """
            <startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/><parallelGateway id="g"/>
            <sequenceFlow id="f1" sourceRef="g" targetRef="a"/><userTask id="a"/><sequenceFlow id="g1" sourceRef="a" targetRef="e1"/><endEvent id="e1"/>
            <sequenceFlow id="f2" sourceRef="g" targetRef="b"/><userTask id="b"/><sequenceFlow id="g2" sourceRef="b" targetRef="e2"/><endEvent id="e2"/>
            <sequenceFlow id="f3" sourceRef="g" targetRef="c"/><userTask id="c"/><sequenceFlow id="g3" sourceRef="c" targetRef="e3"/><endEvent id="e3"/>
            """)])).Problems.Should().BeEmpty();
        var instance = (await engine.StartAsync(new StartRequest { ProcessId = "three" })).InstanceKey;
        clock.Reset(Instant.FromUtc(2026, 3, 1, 9, 0));
        var ends = new List<long>();
        foreach (var task in (await engine.InspectAsync(instance))!.Tasks)
        {
            engine = await WorkflowEngine.OpenAsync(new EngineSetup { Store = store, Clock = clock });
            var result = await engine.ExecuteAsync(new CompleteTask(task.Key, FeelContext.Empty));
            ends.AddRange(result.Events.OfType<ElementActivated>().Select(activated => activated.Key));
        }

        ends.Should().HaveCount(3).And.OnlyHaveUniqueItems();
    }
}
