using System.Xml;
using System.Xml.Linq;
using NodaTime;
using Peninsula.Decisions.Dmn.Reading;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Dmn.Tck;

/// <summary>
/// Runs test cases in the layout of the DMN Technology Compatibility Kit: folders that hold models (<c>*.dmn</c>) beside
/// files of test cases (<c>*-test-*.xml</c>).
/// </summary>
public static class TckRunner
{
    /// <summary>A model under test may not use more than any other; the clock is the caller's.</summary>
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8 };

    /// <summary>Runs every test case under a folder, in the order of the folders' names.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<TckFolder> Run(string folder, IClock? clock = null)
    {
        var environment = new FeelEnvironment((clock ?? SystemClock.Instance).GetCurrentInstant());
        return
        [
            .. Directory.EnumerateFiles(folder, "*-test-*.xml", Everywhere)
                .GroupBy(f => Path.GetDirectoryName(f)!, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => RunFolder(g.Key, Path.GetRelativePath(folder, g.Key), g.Order(StringComparer.Ordinal), environment)),
        ];
    }

    private static TckFolder RunFolder(string path, string name, IEnumerable<string> files, FeelEnvironment environment)
    {
        var models = new TckModels(path);
        var cases = new List<TckCase>();
        foreach (var file in files)
        {
            if (!TryLoad(file, out var tests, out var problem))
            {
                cases.Add(new TckCase(Path.GetFileName(file), "", problem, [new TckFailure("the file", default, default, [problem])]));
                continue;
            }

            var reading = models.Load(tests.Child("modelName")?.Value.Trim() ?? "");
            cases.AddRange(tests.Children("testCase").Select(test => RunCase(test, Path.GetFileName(file), reading, environment)));
        }

        return new TckFolder(name, cases);
    }

    /// <summary>A file that cannot be read counts as a case that failed.</summary>
    private static bool TryLoad(string file, out XElement tests, out string problem)
    {
        (tests, problem) = (null!, "");
        try
        {
            tests = XmlSource.Load(File.ReadAllText(file));
            return true;
        }
        catch (XmlException error)
        {
            problem = $"it cannot be read: {error.Message}";
            return false;
        }
    }

    private static TckCase RunCase(XElement test, string file, DmnReading reading, FeelEnvironment environment)
    {
        var failures = new List<TckFailure>();
        var inputs = FeelContext.From(test.Children("inputNode")
            .Select(node => KeyValuePair.Create(FeelNames.Normalize(node.Required("name")), TckValues.Read(node))));
        foreach (var node in test.Children("resultNode"))
        {
            var expected = node.Child("expected") is { } element ? TckValues.Read(element) : FeelValue.Null;
            var result = reading.Model is null
                ? DecisionResult.Failed(string.Join("; ", reading.Problems))
                : Evaluate(test, node, reading.Model, inputs, environment);
            if (!TckValues.Match(expected, result.Value))
            {
                failures.Add(new TckFailure(node.Required("name"), expected, result.Value, result.Reasons));
            }
        }

        return new TckCase(file, test.Required("id"), test.Child("description")?.Value.Trim() ?? "", failures);
    }

    private static DecisionResult Evaluate(
        XElement test, XElement node, DmnModel model, FeelContext inputs, FeelEnvironment environment)
    {
        if (test.ValueOf("invocableName") is { } service && test.ValueOf("type") != "decision")
        {
            var outcome = model.EvaluateInvocable(service, inputs, environment);
            var output = FeelNames.Normalize(node.Required("name"));

            // A service of several output decisions may have each of them expected by its own name.
            return output != service && outcome.Value.TryGetContext(out var outputs) && outputs.TryGet(output, out var single)
                ? outcome with { Value = single }
                : outcome;
        }

        var name = FeelNames.Normalize(node.Required("name"));
        return node.ValueOf("type") is "decisionService" or "bkm"
            ? model.EvaluateInvocable(name, inputs, environment)
            : model.Evaluate(name, inputs, environment);
    }
}

/// <summary>The test cases of one folder.</summary>
/// <param name="Name">The folder, relative to where the run began.</param>
/// <param name="Cases">Its cases.</param>
public sealed record TckFolder(string Name, IReadOnlyList<TckCase> Cases)
{
    /// <summary>How many cases passed.</summary>
    public int Passed => Cases.Count(c => c.Passed);
}

/// <summary>A test case; it passes when every expected result was found.</summary>
/// <param name="File">The file that holds it.</param>
/// <param name="Id">Its id within the file.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Failures">The results that differ.</param>
public sealed record TckCase(string File, string Id, string Description, IReadOnlyList<TckFailure> Failures)
{
    /// <summary>Whether every expected result was found.</summary>
    public bool Passed => Failures.Count == 0;
}

/// <summary>A result that differs from what was expected.</summary>
/// <param name="Name">The decision's name.</param>
/// <param name="Expected">What the case expects.</param>
/// <param name="Found">What was found.</param>
/// <param name="Reasons">Why something was null, if it was by mistake.</param>
public sealed record TckFailure(string Name, FeelValue Expected, FeelValue Found, IReadOnlyList<string> Reasons);
