using System.Text.Json;
using NodaTime;
using Peninsula.Workflows.Rehearsal.Actions;
using Peninsula.Workflows.Rehearsal.Expectations;

namespace Peninsula.Workflows.Rehearsal.Reading;

/// <summary>Reads scenario files. A misspelt key is a mistake that is said, not a step that is left out.</summary>
internal static class ScenarioReader
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static Scenario Read(string json, string folder, DateTimeZone zone)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return Read(new Fields(document.RootElement, "the scenario"), folder, zone);
        }
        catch (JsonException error)
        {
            throw new ScenarioFormatException($"it is not JSON: {error.Message}");
        }
    }

    private static Scenario Read(Fields fields, string folder, DateTimeZone zone)
    {
        // Where the scenario comes from, for whoever reads the file.
        fields.Take("source");
        fields.Take("$schema");
        var scenario = new Scenario
        {
            Folder = folder,
            Zone = zone,
            Name = fields.Text("name"),
            Note = fields.Text("note"),
            Definitions = fields.Texts("definitions") ?? [],
            Process = fields.Text("process"),
            Now = fields.Text("now") is { } now ? Times.Instant(now, "\"now\"", zone) : Scenario.DefaultNow,
            SignedInAs = fields.Text("signedInAs"),
            Jobs = fields.Object("jobs") is { } jobs ? Jobs(jobs) : new Dictionary<string, JobEnding>(),
            Steps = fields.Take("steps") is { } steps ? Steps(steps, zone) : throw new ScenarioFormatException("the scenario needs \"steps\""),
        };
        fields.End();
        return scenario;
    }

    private static Dictionary<string, JobEnding> Jobs(Fields jobs) =>
        jobs.Rest().ToDictionary(job => job.Key, job => Ending(new Fields(job.Value, $"the job \"{job.Key}\"")), StringComparer.Ordinal);

    private static JobEnding Ending(Fields fields)
    {
        JobEnding? ending = null;
        if (fields.Object("complete") is { } complete)
        {
            ending = new JobEnding.Complete(complete.Variables());
            complete.End();
        }

        if (fields.Object("throwError") is { } error)
        {
            ending = new JobEnding.ThrowError(error.Text("code") ?? "", error.Variables());
            error.Text("message");
            error.End();
        }

        if (fields.Text("fail") is { } reason)
        {
            ending = new JobEnding.Fail(reason);
        }

        fields.End();
        return ending ?? throw new ScenarioFormatException("a job ends with \"complete\", \"throwError\" or \"fail\"");
    }

    private static IReadOnlyList<Step> Steps(JsonElement steps, DateTimeZone zone)
    {
        if (steps.ValueKind != JsonValueKind.Array)
        {
            throw new ScenarioFormatException($"\"steps\" must be a list, not {Fields.Describe(steps)}");
        }

        return [.. steps.EnumerateArray().Select((step, index) => Step(step, index + 1, zone))];
    }

    private static Step Step(JsonElement element, int number, DateTimeZone zone)
    {
        try
        {
            var fields = new Fields(element, "the step");
            var expectError = fields.Flag("expectError");
            fields.Take("note");
            var rest = fields.Rest();
            if (rest.Count != 1)
            {
                throw new ScenarioFormatException(rest.Count == 0
                    ? "the step does nothing: give it an action or \"expect\""
                    : $"a step is one action or one \"expect\", not {string.Join(" and ", rest.Select(entry => $"\"{entry.Key}\""))}");
            }

            var (name, value) = rest[0];
            return name != "expect" ? new Step.Act(ActionRegistry.Read(name, value, zone), expectError)
                : expectError ? throw new ScenarioFormatException("\"expectError\" stands beside an action, not beside \"expect\"")
                : new Step.Expect(ExpectationRegistry.Read(value, zone));
        }
        catch (ScenarioFormatException error) when (error.Step is null)
        {
            throw new ScenarioFormatException(error.Message, number);
        }
    }
}
