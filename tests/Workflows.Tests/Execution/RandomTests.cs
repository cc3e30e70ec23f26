using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Xunit.Abstractions;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>
/// Random processes under random commands. <see cref="Engine"/> holds with every command that the history leads to the state
/// and that the same input gives the same output; here, that no token is lost and that cancel always ends.
/// </summary>
public sealed class RandomTests(ITestOutputHelper output)
{
    internal static int Processes => int.TryParse(Environment.GetEnvironmentVariable("RANDOM_PROCESSES"), out var asked) ? asked : 400;

    [Fact]
    public void No_command_leaves_an_instance_with_nothing_to_wait_for()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RANDOM_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"RANDOM_SEED={seed} RANDOM_PROCESSES={Processes}");
        int ended = 0, commands = 0;
        for (var i = 0; i < Processes; i++)
        {
            var random = new Random(seed + i);
            try
            {
                commands += Play(random, out var hasEnded);
                ended += hasEnded ? 1 : 0;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Failed with RANDOM_SEED={seed + i} RANDOM_PROCESSES=1: {failure.Message}", failure);
            }
        }

        output.WriteLine($"{Processes} processes, {commands} commands, {ended} ended by themselves");
        ended.Should().BeGreaterThan(Processes / 4, "most must come to an end, or nothing was tested");
    }

    private static int Play(Random random, out bool hasEnded)
    {
        var called = new RandomProcess(random, null).Draw("called", 3);
        var engine = new Engine(new RandomProcess(random, "called").Draw("main", random.Next(1, 24)), called) { StepLimit = 500 };
        engine.Start(("x", random.Next(4)));
        Check(engine);
        var commands = 1;
        for (; commands < 120 && !engine.State.HasEnded; commands++)
        {
            var command = Next(engine.State, random);
            var result = engine.Execute(command);
            result.Refusal.Should().BeNull($"{command} is possible: {result.Message}");
            Check(engine);
        }

        hasEnded = engine.State.HasEnded;
        if (!hasEnded)
        {
            engine.Accept(new CancelInstance());
        }

        engine.State.HasEnded.Should().BeTrue();
        engine.State.Elements.Should().ContainSingle();
        engine.State.WaitingTokens.Should().BeEmpty();
        engine.State.Root.Should().Match<ElementInstance>(root => (root.Timers ?? new()).Count == 0 && (root.Subscriptions ?? new()).Count == 0 && (root.Incidents ?? new()).Count == 0);
        return commands;
    }

    internal static void Check(Engine engine)
    {
        var state = engine.State;
        if (state.HasEnded)
        {
            return;
        }

        (state.Tasks.Count + state.Jobs.Count + state.Timers.Count + state.Subscriptions.Count + state.Incidents.Count)
            .Should().BePositive("an instance that has not ended waits for something: " + string.Join(", ", state.Elements));

        foreach (var leaf in state.Elements.Where(element => element.Children.Count == 0 && element.WaitingFlows is null or { Count: 0 }))
        {
            var waits = leaf.Task is not null || leaf.Job is not null || leaf.Timers is { Count: > 0 } || leaf.Subscriptions is { Count: > 0 }
                || leaf.Incidents is { Count: > 0 } || leaf.Compensation is { IsDone: false };
            waits.Should().BeTrue($"{leaf.ElementId} stands in {state.ProcessId} and must wait for something");
        }
    }

    internal static Command Next(InstanceState state, Random random)
    {
        var possible = new List<Command>();
        possible.AddRange(state.Tasks.Select(task => new CompleteTask(task.Key, Some(random))));
        foreach (var job in state.Jobs.Where(job => job.Retries > 0))
        {
            possible.Add(new CompleteJob(job.Key, Some(random)));
            possible.Add(random.Next(3) == 0 ? new ThrowJobError(job.Key, "E1", null, FeelContext.Empty) : new FailJob(job.Key, null, "no"));
        }

        possible.AddRange(state.Timers.Where(_ => random.Next(3) == 0).Select(timer => new FireTimer(timer.Key)));
        possible.AddRange(state.Subscriptions.Where(subscription => subscription.Kind != SubscriptionKind.Condition && random.Next(2) == 0).Select(subscription => new Trigger(subscription.Key, Some(random))));
        possible.AddRange(state.Incidents.Where(incident => incident.Kind is not IncidentKind.UnhandledError).Select(incident => new ResolveIncident(incident.Key, FeelContext.Empty)));
        possible.AddRange(state.Incidents.Where(incident => incident.Kind is IncidentKind.UnhandledError && random.Next(5) == 0).Select(incident => new ResolveIncident(incident.Key, FeelContext.Empty)));
        if (possible.Count == 0 || random.Next(10) == 0)
        {
            return new SetVariables(null, FeelContext.Of(("x", random.Next(6))));
        }

        return possible[random.Next(possible.Count)];
    }

    private static FeelContext Some(Random random) =>
        random.Next(2) == 0 ? FeelContext.Empty : FeelContext.Of(("x", random.Next(6)));
}
