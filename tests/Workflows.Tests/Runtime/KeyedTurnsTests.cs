using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class KeyedTurnsTests
{
    private readonly KeyedTurns turns = new();

    [Fact]
    public async Task One_at_a_time_for_a_key_and_nothing_left_behind()
    {
        var (inside, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using var turn = await turns.EnterAsync(i % 2 == 0 ? 7 : 1000 + i);
            if (i % 2 == 0)
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        })));

        most.Should().Be(1);
        turns.Count.Should().Be(0);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_keep_the_turn_from_the_next()
    {
        using var givesUp = new CancellationTokenSource();
        var holder = await turns.EnterAsync(7);
        var second = turns.EnterAsync(7, givesUp.Token).AsTask();
        var third = turns.EnterAsync(7).AsTask();

        await givesUp.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
        holder.Dispose();
        (await third).Dispose();

        turns.Count.Should().Be(0);
    }
}
