using Peninsula.Tests.Random;
using Peninsula.Workflows.Runtime;
using Xunit.Abstractions;

namespace Peninsula.Workflows.Tests.Runtime;

/// <summary>Writes that fail, lose their answer, come twice or late, under random pathways, in memory.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    [Fact]
    public Task Nothing_that_was_acknowledged_is_lost_or_done_twice() =>
        FaultRuns.PlayAsync(output, "memory", 60, null, () => (new InMemoryWorkflowStore(), null));

    [Fact]
    public async Task A_store_that_forgets_a_write_is_found_out()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            await FluentActions.Awaiting(() => new FaultRun(new InMemoryWorkflowStore(), seed, forgets: true).PlayAsync()).Should().ThrowAsync<Exception>();
        }
    }
}
