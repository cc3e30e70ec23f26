using System.Text;

namespace Peninsula.Casework.Simulation;

/// <summary>
/// Chance that depends on a seed and on what it is for, and not on what was asked before: the same seed plays the same year
/// whatever order things are done in.
/// </summary>
internal sealed class Chance
{
    private readonly Random _random;

    public Chance(int seed, params object[] purpose) => _random = new Random(Mix(seed, string.Join('|', purpose)));

    public double Part => _random.NextDouble();

    public bool Of(double part) => _random.NextDouble() < part;

    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>One of the choices, as often as its weight says; evenly where none has one.</summary>
    public string Among(IReadOnlyList<string> choices, IReadOnlyDictionary<string, int>? weights)
    {
        var total = weights is null ? 0 : choices.Sum(choice => weights.GetValueOrDefault(choice));
        if (total == 0)
        {
            return choices[_random.Next(choices.Count)];
        }

        var at = _random.Next(total);
        return choices.First(choice => (at -= weights!.GetValueOrDefault(choice)) < 0);
    }

    // Of .NET's own hashes none is the same in two processes.
    private static int Mix(int seed, string purpose)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var item in Encoding.UTF8.GetBytes(purpose))
        {
            hash = (hash ^ item) * 16777619u;
        }

        return (int)(hash & int.MaxValue);
    }
}
