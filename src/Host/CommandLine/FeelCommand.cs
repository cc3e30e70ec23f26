using System.CommandLine;
using NodaTime;
using Peninsula.Decisions.Feel;

namespace Peninsula.Host.CommandLine;

/// <summary><c>feel EXPRESSION [--context JSON]</c>: evaluates an expression.</summary>
internal static class FeelCommand
{
    public static Command Create(TextWriter output, TextWriter errors)
    {
        var expression = new Argument<string>("EXPRESSION") { Description = "A FEEL expression, with or without the leading '='." };
        var context = new Option<string>("--context") { Description = "The variables, as a JSON object." };
        var command = new Command("feel", "Evaluates a FEEL expression.") { expression, context };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(expression), parsed.GetValue(context), output, errors));
        return command;
    }

    private static int Run(string text, string? context, TextWriter output, TextWriter errors)
    {
        if (!JsonInput.TryReadContext(context, out var variables, out var problem))
        {
            errors.WriteLine($"--context: {problem}");
            return Commands.Misused;
        }

        var host = ProductFunctions.Load();
        var options = new FeelCompileOptions { Host = host, KnownNames = [.. variables.Keys] };
        var bare = text.StartsWith('=') ? text[1..] : text;
        var compilation = FeelExpression.Compile(bare, options);
        if (compilation.Expression is not { } expression)
        {
            errors.WriteLine(string.Join('\n', compilation.Problems));
            return Commands.Bad;
        }

        var result = expression.Evaluate(variables, new FeelEnvironment(SystemClock.Instance.GetCurrentInstant()) { Host = host });
        output.WriteLine(result.Value);

        // What is wrong becomes null with a reason; only a name that was perhaps meant is more than the reasons say.
        foreach (var doubt in FeelExpression.Compile(bare, options with { CheckTypes = true }).Problems.Where(problem => problem.Suggestion is not null))
        {
            errors.WriteLine(doubt);
        }

        foreach (var reason in result.Reasons)
        {
            errors.WriteLine(reason);
        }

        return Commands.Good;
    }
}
