using Peninsula.Workflows.Execution.Codec;
using Xunit.Abstractions;

namespace Peninsula.Workflows.Tests.Execution;

/// <summary>Damaged bytes are refused as such, whatever they are: never with another exception, never by taking memory without end.</summary>
public sealed class CodecFuzzTests(ITestOutputHelper output)
{
    private static int Tries => int.TryParse(Environment.GetEnvironmentVariable("FUZZ_TRIES"), out var asked) ? asked : 20_000;

    [Fact]
    public void States_and_events_that_were_damaged_are_refused()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RANDOM_SEED"), out var given) ? given : Environment.TickCount;
        var random = new Random(seed);
        var corpus = Corpus(random);
        int read = 0, refused = 0;
        for (var i = 0; i < Tries; i++)
        {
            var (state, events) = corpus[random.Next(corpus.Count)];
            Try(() => StateCodec.Read(Damaged(state, random)), seed, i, ref read, ref refused);
            Try(() => EventCodec.Read(Damaged(events, random)), seed, i, ref read, ref refused);
        }

        output.WriteLine($"codecs: RANDOM_SEED={seed} FUZZ_TRIES={Tries}: {refused} refused, {read} read all the same");
        refused.Should().BePositive();
    }

    private static void Try(Func<object> decode, int seed, int number, ref int read, ref int refused)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            decode();
            read++;
        }
        catch (InvalidDataException)
        {
            refused++;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Failed with RANDOM_SEED={seed}, try {number}: {error.GetType().Name}: {error.Message}", error);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(50_000_000, "try {0} of RANDOM_SEED={1} takes no more memory than its bytes can stand for", number, seed);
    }

    private static List<(byte[] State, byte[] Events)> Corpus(Random random)
    {
        var corpus = new List<(byte[] State, byte[] Events)>();
        for (var i = 0; i < 40; i++)
        {
            var called = new RandomProcess(random, null).Draw("called", 3);
            var engine = new Engine(new RandomProcess(random, "called").Draw("main", random.Next(1, 24)), called) { StepLimit = 500 };
            engine.Start(("x", random.Next(4)));
            for (var j = 0; j < 10 && !engine.State.HasEnded; j++)
            {
                _ = engine.Execute(RandomTests.Next(engine.State, random));
            }

            corpus.Add((StateCodec.Write(engine.State), EventCodec.Write([.. engine.History])));
        }

        return corpus;
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var i = random.Next(1, 4); i > 0 && damaged.Count > 0; i--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(5))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                case 3:
                    damaged.Insert(at, (byte)(random.Next(2) == 0 ? 0xFF : random.Next(256)));
                    break;
                default:
                    damaged.RemoveAt(at);
                    break;
            }
        }

        return [.. damaged];
    }
}
