using System.CommandLine;
using NodaTime;
using Peninsula.Decisions.Dmn;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Host.CommandLine;

/// <summary><c>decide FILE --decision NAME --input JSON [--explain]</c>: makes a decision of a DMN file.</summary>
internal static class DecideCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A DMN file." }.AcceptExistingOnly();
        var decision = new Option<string>("--decision") { Description = "The decision's id or name.", Required = true };
        var input = new Option<string>("--input") { Description = "The input data, as a JSON object." };
        var explain = new Option<bool>("--explain") { Description = "Says which rules matched, and why." };
        var command = new Command("decide", "Makes a decision of a DMN file.") { file, decision, input, explain };
        command.SetAction(parsed => Run(
            new Question(parsed.GetRequiredValue(file), parsed.GetRequiredValue(decision), parsed.GetValue(input), parsed.GetValue(explain)), output, errors));
        return command;
    }

    private static int Run(Question question, TextWriter output, TextWriter errors)
    {
        if (!JsonInput.TryReadContext(question.Input, out var inputs, out var problem))
        {
            errors.WriteLine($"--input: {problem}");
            return Commands.Misused;
        }

        var host = ProductFunctions.Load();
        var reading = DmnModel.Read(File.ReadAllText(question.File.FullName), new DmnReadOptions { Host = host });
        if (reading.Model is not { } model || reading.Problems.Count > 0)
        {
            errors.WriteLine(string.Join('\n', reading.Problems));
            return Commands.Bad;
        }

        if (!model.Decisions.Any(decision => decision.Id == question.Decision || decision.Name == question.Decision))
        {
            errors.WriteLine($"There is no decision \"{question.Decision}\"; there are {string.Join(", ", model.Decisions.Select(decision => decision.Name))}.");
            return Commands.Misused;
        }

        var result = model.Evaluate(question.Decision, inputs, new FeelEnvironment(SystemClock.Instance.GetCurrentInstant()) { Host = host });
        output.WriteLine(FeelJson.ToJson(FeelJson.AsJsonKinds(result.Value)));
        if (question.Explain)
        {
            Explain(result, output);
        }

        foreach (var reason in result.Reasons)
        {
            errors.WriteLine(reason);
        }

        return result.Value.IsNull && result.Reasons.Count > 0 ? Commands.Bad : Commands.Good;
    }

    private static void Explain(DecisionResult result, TextWriter output)
    {
        foreach (var table in result.Tables)
        {
            output.WriteLine($"{table.ElementName} ({table.HitPolicy})");
            foreach (var input in table.Inputs)
            {
                output.WriteLine($"    {input.Label} = {input.Value}");
            }

            foreach (var rule in table.MatchedRules)
            {
                output.WriteLine($"    rule {rule.Index}: {string.Join(", ", rule.Conditions)} -> {rule.Output}");
                foreach (var note in rule.Annotations.Where(note => note.Text.Length > 0))
                {
                    output.WriteLine($"        {note.Name}: {note.Text}");
                }
            }
        }
    }

    private sealed record Question(FileInfo File, string Decision, string? Input, bool Explain);
}
