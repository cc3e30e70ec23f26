using NodaTime;
using NodaTime.Testing;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Workflows.Tests.Runtime;

public sealed class KeyGeneratorTests
{
    private readonly FakeClock clock = new(Instant.FromUtc(2026, 3, 2, 9, 0));

    [Fact]
    public void Keys_rise_even_when_the_clock_steps_back()
    {
        var keys = new KeyGenerator(clock, 3);
        var made = new List<long>();
        for (var i = 0; i < 20_000; i++)
        {
            made.Add(keys.Next());
            if (i % 1000 == 0)
            {
                clock.Advance(i % 2000 == 0 ? Duration.FromHours(-1) : Duration.FromMinutes(90));
            }
        }

        made.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.OnlyContain(key => key > 0);
    }

    [Fact]
    public void Hosts_never_make_the_same_key_and_order_by_time()
    {
        var (one, two) = (new KeyGenerator(clock, 0), new KeyGenerator(clock, KeyGenerator.MaxHosts - 1));
        var first = Enumerable.Range(0, 5000).SelectMany(_ => new[] { one.Next(), two.Next() }).ToArray();
        clock.Advance(Duration.FromSeconds(5));

        first.Should().OnlyHaveUniqueItems();
        one.Next().Should().BeGreaterThan(first.Max());
    }

    [Fact]
    public async Task Many_threads_never_get_the_same_key()
    {
        var keys = new KeyGenerator(clock);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 5000).Select(_ => keys.Next()).ToArray())));

        made.SelectMany(key => key).Should().OnlyHaveUniqueItems();
        made.Should().AllSatisfy(ofOne => ofOne.Should().BeInAscendingOrder());
    }
}
