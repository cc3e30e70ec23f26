using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;
using Peninsula.Workflows.Execution.Operations;
using Xunit.Abstractions;

namespace Peninsula.Workflows.Tests.Execution.Operations;

/// <summary>
/// Operations on random processes at random moments. <see cref="Engine"/> holds with each that the history leads to the
/// state and that the same input gives the same output.
/// </summary>
public sealed class RandomOperationTests(ITestOutputHelper output)
{
    [Fact]
    public void A_migration_changes_nothing_that_waits_and_the_instance_goes_on_in_the_new_version()
    {
        int migrated = 0, asked = 0;
        ForRandomProcesses(random =>
        {
            var engine = Started(random);
            if (engine.State.HasEnded)
            {
                return;
            }

            var before = engine.State;
            var itself = engine.Execute(new MigrateInstance(1));
            if (itself.Refusal is not null)
            {
                itself.Problems.Should().OnlyContain(problem => problem.Rule == "compensating", "a version has a place for all that runs in it");
                return;
            }

            itself.Events.Should().ContainSingle().Which.Should().BeOfType<InstanceMigrated>();
            StateCodec.Write(engine.State).Should().Equal(StateCodec.Write(before));

            engine.Accept(new MigrateInstance(2));
            engine.State.Tasks.Should().BeEquivalentTo(before.Tasks);
            engine.State.Timers.Should().Equal(before.Timers);
            engine.State.Jobs.Should().Equal(before.Jobs);
            engine.State.Subscriptions.Should().Equal(before.Subscriptions);
            engine.State.WaitingTokens.Should().Equal(before.WaitingTokens);
            migrated++;

            Play(engine, random, 120);
            asked += engine.History.OfType<TaskCreated>().Any(task => task.ElementId == "one more") ? 1 : 0;
        });

        output.WriteLine($"{migrated} migrated, {asked} came to the task that the new version has more");
        migrated.Should().BePositive();
        asked.Should().BePositive("most that go on come to the new version's task");
    }

    [Fact]
    public void A_modification_is_done_whole_or_refused_with_reasons_and_what_is_left_can_be_cancelled()
    {
        int done = 0, refused = 0;
        ForRandomProcesses(random =>
        {
            var engine = Started(random);
            for (var i = 0; i < 6 && !engine.State.HasEnded; i++)
            {
                var result = engine.Execute(new ModifyInstance([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(engine, random))]));
                if (result.Refusal is null)
                {
                    done++;
                }
                else
                {
                    refused++;
                    result.Problems.Should().NotBeEmpty();
                }

                if (!engine.State.HasEnded)
                {
                    _ = engine.Execute(RandomTests.Next(engine.State, random));
                }
            }

            if (!engine.State.HasEnded)
            {
                engine.Accept(new CancelInstance());
            }

            engine.State.Elements.Should().ContainSingle();
            engine.State.WaitingTokens.Should().BeEmpty();
        });

        output.WriteLine($"{done} modified, {refused} refused");
        Math.Min(done, refused).Should().BePositive();
    }

    private void ForRandomProcesses(Action<Random> hold)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RANDOM_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"RANDOM_SEED={seed} RANDOM_PROCESSES={RandomTests.Processes}");
        for (var i = 0; i < RandomTests.Processes; i++)
        {
            try
            {
                hold(new Random(seed + i));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Failed with RANDOM_SEED={seed + i} RANDOM_PROCESSES=1: {failure.Message}", failure);
            }
        }
    }

    /// <summary>An instance somewhere on its way, of a process whose second version has a task more.</summary>
    private static Engine Started(Random random)
    {
        var (drawn, budget) = (random.Next(), random.Next(1, 24));
        var engine = new Engine(Version(drawn, budget, false), Version(drawn, budget, true), new RandomProcess(random, null).Draw("called", 3)) { StepLimit = 500 };
        engine.Start(("x", random.Next(4)));
        Play(engine, random, random.Next(12));
        return engine;
    }

    private static ProcessDefinition Version(int drawn, int budget, bool withTaskMore) => new RandomProcess(new Random(drawn), "called").Draw("main", budget, withTaskMore);

    private static void Play(Engine engine, Random random, int commands)
    {
        for (var i = 0; i < commands && !engine.State.HasEnded; i++)
        {
            engine.Accept(RandomTests.Next(engine.State, random));
            RandomTests.Check(engine);
        }
    }

    private static Modification Any(Engine engine, Random random)
    {
        var elements = engine.State.Elements;
        var running = elements[random.Next(elements.Count)];
        var nodes = Node(engine, random);
        return random.Next(5) switch
        {
            0 => new CancelElement(ElementChoice.One(running.Key)),
            1 => new CancelElement(ElementChoice.AllOf(nodes)),
            2 => new MoveElement(ElementChoice.One(running.Key), nodes) { After = random.Next(4) == 0 },
            3 => new ChangeVariables(running.Key, FeelContext.Of(("x", random.Next(6))), random.Next(2) == 0 ? ["x"] : []),
            _ => new ActivateElement(nodes, random.Next(3) == 0 ? running.Key : null) { After = random.Next(4) == 0 },
        };
    }

    private static string Node(Engine engine, Random random)
    {
        var nodes = ((IDefinitionCatalog)engine).Find(1)!.Nodes;
        return nodes[random.Next(nodes.Count)].Id;
    }
}
