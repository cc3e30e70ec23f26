using System.Text;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Tests.Random;
using Peninsula.Workflows.Bpmn;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.State;
using Peninsula.Workflows.Tests.Execution;
using Xunit.Abstractions;

namespace Peninsula.Workflows.Tests.Equivalence;

/// <summary>
/// The engine and <see cref="SlowInterpreter"/> play the same random pathways with the same commands: after each command the
/// same is waited for, the same variables have the same values, and both have ended or neither.
/// </summary>
public sealed class EquivalenceTests(ITestOutputHelper output)
{
    private const int MostCommands = 80;

    [Fact]
    public void A_second_interpreter_agrees()
    {
        var seed = Setting("RANDOM_SEED") ?? Environment.TickCount;
        var processes = Setting("RANDOM_PROCESSES") ?? 400;
        int commands = 0, ended = 0;
        for (var i = 0; i < processes; i++)
        {
            try
            {
                commands += Play(seed + i, out var hasEnded);
                ended += hasEnded ? 1 : 0;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Failed with RANDOM_SEED={seed + i} RANDOM_PROCESSES=1: {failure.Message}", failure);
            }
        }

        output.WriteLine($"equivalence: RANDOM_SEED={seed} RANDOM_PROCESSES={processes}: {commands} commands agreed, {ended} ended by themselves");
        ended.Should().BeGreaterThan(processes / 4, "most must come to an end, or little was compared");
    }

    private static int Play(int seed, out bool hasEnded)
    {
        var random = new Random(seed);
        var called = Read("called", new RandomPathway(random, null) { IsPlain = true }.Draw("called", 3));
        var main = Read("main", new RandomPathway(random, "called") { IsPlain = true }.Draw("main", random.Next(1, 30)));
        (string Name, FeelValue Value)[] given = [("x", random.Next(4)), ("key", "k")];
        var engine = new Engine(main, called) { StepLimit = 5_000 };
        engine.Start(given);
        var slow = new SlowInterpreter(main, _ => called, given);
        var log = new List<string>();
        Compare(engine, slow, log);
        var commands = 0;
        for (; commands < MostCommands && !slow.HasEnded; commands++)
        {
            var lines = slow.Waiting.Distinct().Order(StringComparer.Ordinal).ToArray();
            var line = lines[random.Next(lines.Length)];
            var wait = slow.Waits.First(row => row.ToString() == line);
            var isError = line.StartsWith("job ", StringComparison.Ordinal) && random.Next(3) == 0 && SlowInterpreter.IsCaught(wait, "E1");
            (string Name, FeelValue Value)[] with = line.StartsWith("timer ", StringComparison.Ordinal) || isError || random.Next(2) == 0 ? [] : [("x", random.Next(6))];
            log.Add($"{(isError ? "error at " : "")}{line} {string.Join(", ", with)}");
            engine.Accept(Command(engine.State, line, isError, FeelContext.Of(with)));
            if (isError)
            {
                slow.Throw(wait, "E1");
            }
            else
            {
                slow.Occur(wait, with);
            }

            Compare(engine, slow, log);
        }

        hasEnded = slow.HasEnded;
        return commands;
    }

    private static Command Command(InstanceState state, string line, bool isError, FeelContext given)
    {
        var id = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return line[..line.IndexOf(' ', StringComparison.Ordinal)] switch
        {
            "task" => new CompleteTask(state.Tasks.First(task => task.ElementId == id).Key, given),
            "job" when isError => new ThrowJobError(state.Jobs.First(job => job.ElementId == id).Key, "E1", null, FeelContext.Empty),
            "job" => new CompleteJob(state.Jobs.First(job => job.ElementId == id).Key, given),
            "timer" => new FireTimer(state.Timers.First(timer => timer.ElementId == id).Key),
            _ => new Trigger(state.Subscriptions.First(subscription => subscription.ElementId == id).Key, given),
        };
    }

    private static void Compare(Engine engine, SlowInterpreter slow, List<string> log)
    {
        var because = "after " + string.Join("; ", log).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        var state = engine.State;
        state.HasEnded.Should().Be(slow.HasEnded, because);
        Waiting(state).Order(StringComparer.Ordinal).Should().Equal(slow.Waiting.Order(StringComparer.Ordinal), because);
        foreach (var (name, value) in state.Variables)
        {
            value.Should().Be(slow.Variable(name), $"of {name} {because}");
        }
    }

    private static IEnumerable<string> Waiting(InstanceState state) => state.Tasks.Select(task => "task " + task.ElementId)
        .Concat(state.Jobs.Select(job => "job " + job.ElementId))
        .Concat(state.Timers.Select(timer => "timer " + timer.ElementId))
        .Concat(state.Subscriptions.Select(subscription => "message " + subscription.ElementId))
        .Concat(state.Incidents.Select(incident => "incident " + incident.ElementId));

    private static ProcessDefinition Read(string id, string bpmn)
    {
        var reading = BpmnReader.Read(Encoding.UTF8.GetBytes(bpmn));
        reading.Problems.Should().BeEmpty("{0} is well-formed", id);
        return reading.Processes.Single();
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;
}
