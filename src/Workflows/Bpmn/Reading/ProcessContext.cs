using System.Globalization;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Bpmn.Timers;

namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>What the transformers of one process share: the file, expressions, and where problems go.</summary>
/// <remarks>
/// A process that only draws is held to BPMN's structure, but not to what running it would take: problems of that kind
/// are dropped here, in one place.
/// </remarks>
internal sealed class ProcessContext(FileIndex file, BpmnReaderOptions options, ProblemList problems, bool executable)
{
    private readonly FeelCompileOptions _feel = new() { Host = options.Feel, CheckTypes = true, KnownNames = file.VariableNames };

    public FileIndex File => file;

    public bool IsExecutable => executable;

    /// <summary>Reports what BPMN forbids, in drawings too.</summary>
    public void Wrong(string rule, XmlElement at, string message) => problems.Add(rule, at, message);

    /// <summary>Reports what stands in the way of running.</summary>
    public void CannotRun(string rule, XmlElement at, string message)
    {
        if (executable)
        {
            problems.Add(rule, at, message);
        }
    }

    public void Report(BpmnProblem problem) => problems.Add(problem);

    /// <summary>Reports what BPMN has otherwise, but nothing suffers from: it is worth a look and stops nobody.</summary>
    public void Warn(string rule, XmlElement at, string message) => problems.Warn(ProblemList.At(rule, at, message));

    public void Warn(BpmnProblem problem) => problems.Warn(problem);

    /// <summary>An attribute's value: FEEL after <c>=</c>, fixed text otherwise; null when absent or empty.</summary>
    public Expression? Value(string? text, XmlElement at, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        text = text.Trim();
        return text[0] == '=' ? Feel(text, at, what) : Expression.Literal(text);
    }

    /// <summary>An expression that is FEEL with or without the <c>=</c>; null when absent or empty.</summary>
    public Expression? Feel(string? text, XmlElement at, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        text = text.Trim();
        var body = text[0] == '=' ? text[1..] : text;
        var compilation = FeelExpression.Compile(body, _feel);
        foreach (var problem in executable ? compilation.Problems : [])
        {
            Report(problem, at, what, text, text.Length - body.Length);
        }

        return compilation.Expression is { } compiled ? Expression.Of(text, compiled) : Expression.Literal(text);
    }

    private void Report(FeelProblem problem, XmlElement at, string what, string text, int indent)
    {
        var column = problem.Line == 1 ? problem.Column + indent : problem.Column;
        var suggestion = problem.Suggestion is null ? "" : $" (did you mean '{problem.Suggestion}'?)";
        if (problem.Severity == FeelSeverity.Warning)
        {
            problems.Warn(ProblemList.At("expression-name", at, string.Create(CultureInfo.InvariantCulture,
                $"{what} `{text}`, at line {problem.Line}, column {column} of it: {problem.Message} in this file{suggestion}")) with
            {
                Column = column,
                Suggestion = problem.Suggestion,
            });
            return;
        }

        problems.Add(ProblemList.At("expression-syntax", at, string.Create(CultureInfo.InvariantCulture,
            $"{what} `{text}` cannot be read, at line {problem.Line}, column {column} of it: {problem.Message}{suggestion}")) with
        {
            Column = column,
            Suggestion = problem.Suggestion,
        });
    }

    /// <summary>The FEEL in an expression element: its own text, or that of a <c>formalExpression</c> inside.</summary>
    public Expression? Feel(XmlElement? holder, string what) => Body(holder) is { } at ? Feel(at.Text, at, what) : null;

    /// <summary>The value in an expression element whose plain text is fixed text, such as a timer's.</summary>
    public Expression? Value(XmlElement? holder, string what) => Body(holder) is { } at ? Value(at.Text, at, what) : null;

    public bool Flag(XmlElement at, string attribute, bool otherwise = false)
    {
        switch (at[attribute])
        {
            case null or "":
                return otherwise;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                Wrong("attribute-value", at, $"{attribute}=\"{at[attribute]}\" must be true or false");
                return otherwise;
        }
    }

    public int Number(XmlElement at, string attribute, int otherwise, int least)
    {
        if (at[attribute] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        Wrong("attribute-value", at, $"{attribute}=\"{text}\" must be a whole number, {least} or more");
        return otherwise;
    }

    /// <summary>Says when a fixed time cannot be understood, so that it is not found out in the middle of a case.</summary>
    public void CheckTimer(TimerEventDefinition timer, XmlElement at)
    {
        if ((timer.Date ?? timer.Duration ?? timer.Cycle) is { IsLiteral: true }
            && TimerSchedule.Plan(timer, FeelContext.Empty, new FeelEnvironment(NodaTime.NodaConstants.UnixEpoch), out _) is { } wrong)
        {
            CannotRun("timer-value", at, wrong);
        }
    }

    private XmlElement? Body(XmlElement? holder)
    {
        if (holder is null)
        {
            return null;
        }

        if (holder.SchemaType == "tExpression" && holder.Child("formalExpression") is null)
        {
            CannotRun("expression-informal", holder, "the expression is only described (tExpression), so it cannot be evaluated; make it a formal expression in FEEL (tFormalExpression)");
            return null;
        }

        var at = holder.Text.Length == 0 && holder.Child("formalExpression") is { } inner ? inner : holder;
        if (at["language"] is { Length: > 0 } language && !at.Text.StartsWith('=') && at.Text.Length > 0
            && !language.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            CannotRun("expression-language", at, $"the expression is in '{language}'; write it in FEEL, beginning with =");
            return null;
        }

        return at;
    }
}
