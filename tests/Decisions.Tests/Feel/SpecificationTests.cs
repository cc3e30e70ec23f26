using Peninsula.Decisions.Feel;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>
/// The specification read function by function (DMN 1.5, 10.3.4): by position and by name, with null, with the wrong
/// kinds, with too few and too many arguments. Each line of a file is <c>expression ==> expected</c>.
/// </summary>
public class SpecificationTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Feel", "Specification");

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Evaluates_as_specified(string file)
    {
        var cases = File.ReadAllLines(Path.Combine(Folder, file)).Where(line => line.Contains(" ==> ", StringComparison.Ordinal)).ToArray();
        cases.Should().NotBeEmpty();
        cases.Select(Found).Should().Equal(cases);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_not_refused_unless_it_is_null(string file)
    {
        foreach (var (expression, expected) in File.ReadAllLines(Path.Combine(Folder, file)).Select(l => l.Split(" ==> ")).Where(p => p.Length == 2).Select(p => (p[0], p[1])))
        {
            var refused = FeelExpression.Compile(expression, new FeelCompileOptions { CheckTypes = true }).Problems;
            (refused.Count == 0 || expected == "null" || Decided.Contains(expression)).Should().BeTrue("{0} was refused: {1}", expression, string.Join("; ", refused));
        }
    }

    /// <summary>One side decides without the other, which is a mistake all the same.</summary>
    private static readonly string[] Decided = ["false and 1", "true or 1"];

    private static string Found(string line)
    {
        var expression = line.Split(" ==> ")[0];
        return $"{expression} ==> {Expect.Evaluate(expression).Value}";
    }
}
