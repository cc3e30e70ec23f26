using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class KeyedLockTests
{
    private readonly KeyedLock _locks = new();

    [Fact]
    public async Task One_at_a_time_for_a_key_and_nothing_left_behind()
    {
        var (inside, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            using var held = await _locks.EnterAsync(i % 2 == 0 ? 7 : 1000 + i);
            if (i % 2 == 0)
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        })));

        most.Should().Be(1);
        _locks.Count.Should().Be(0);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_keep_the_lock_from_the_next()
    {
        using var givesUp = new CancellationTokenSource();
        var holder = await _locks.EnterAsync(7);
        var second = _locks.EnterAsync(7, givesUp.Token).AsTask();
        var third = _locks.EnterAsync(7).AsTask();

        await givesUp.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
        holder.Dispose();
        (await third).Dispose();

        _locks.Count.Should().Be(0);
    }
}
