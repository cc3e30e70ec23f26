using Peninsula.Activities;
using Peninsula.Activities.Checks;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Pathways.Drawing;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.Features.Pathways.Outline;

/// <summary>What may be said of a step, checked and written into its drawing.</summary>
internal sealed class StepForm(Vocabulary vocabulary, Engine engine, PathwayWords words)
{
    private const int LongestName = 100;
    private const int LongestWhy = 1000;
    private const int LongestWaitDays = 366;

    internal StepChoices Choices(PathwayDrawing drawing) => new(
        [.. drawing.Lanes.Select(lane => new Choice(lane.Id, lane.Name))],
        [.. vocabulary.Timescales.All.Select(timescale => new Choice(timescale.Key, $"{Title(timescale)} ({words.DeadlineInWords(timescale.Key)})")).OrderBy(choice => choice.Label, StringComparer.OrdinalIgnoreCase)],
        [.. vocabulary.Ladders.All.Select(ladder => new Choice(ladder.Key, ladder.Title))],
        [.. engine.Workflows.Catalog.Newest(ResourceKind.Form).Select(form => new Choice(form.Id, Spoken(form.Id)))],
        [.. vocabulary.ItemClasses.All.Select(item => new Choice(item.Key, item.Title))],
        [.. StrategyPrinciples.All.Select(principle => new Choice(principle.Number, $"{principle.Number}. {principle.Title}"))],
        [.. engine.Workflows.Catalog.Newest(ResourceKind.Process).Where(process => process.Id != drawing.ProcessId)
            .Select(process => new Choice(process.Id, engine.Workflows.Catalog.Find(process.Key)?.Name ?? process.Id))],
        BlankPathway.Functions(vocabulary));

    internal static StepAnswers Of(DrawnStep step) => new()
    {
        Name = step.Name,
        Why = step.Why,
        Lane = step.Lane?.Id,
        Deadline = step.Deadline,
        Ladder = step.Ladder,
        Form = step.Form,
        Disclosure = step.Disclosure,
        Principles = step.Principle?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
    };

    internal IReadOnlyList<FieldError> Check(PathwayDrawing drawing, StepAnswers answers, DrawnStep? standing)
    {
        var choices = Choices(drawing);
        var errors = new List<FieldError>();
        var name = answers.Name?.Trim() ?? "";
        Wrong(name.Length == 0, "name", "Enter what the step is called");
        Wrong(name.Length > LongestName, "name", $"The name must be {LongestName} characters or fewer");
        Wrong(answers.Why?.Length > LongestWhy, "why", $"The reason must be {LongestWhy} characters or fewer");
        Known("lane", answers.Lane, choices.Lanes, "Choose an agency of this pathway");
        // An expression is drawn in the designer; the outline leaves it standing.
        if (answers.Deadline != standing?.Deadline)
        {
            Known("deadline", answers.Deadline, choices.Deadlines, "Choose a time limit from the list");
        }

        Known("ladder", answers.Ladder, choices.Ladders, "Choose who is told from the list");
        Known("disclosure", answers.Disclosure, choices.Classes, "Choose a class from the list");
        Known("form", answers.Form, choices.Forms, "Choose a form from the list");
        Wrong(answers.Principles.Any(principle => choices.Principles.All(choice => choice.Value != principle)), "principles", "Choose principles from the list");
        if (standing is null)
        {
            CheckKind(answers, choices, errors);
        }

        return errors;

        void Wrong(bool isWrong, string field, string message)
        {
            if (isWrong)
            {
                errors.Add(new FieldError(field, message));
            }
        }

        void Known(string field, string? value, IReadOnlyList<Choice> from, string message) =>
            Wrong(!string.IsNullOrEmpty(value) && from.All(choice => choice.Value != value), field, message);
    }

    internal static NewStep New(StepAnswers answers) => answers.Kind switch
    {
        nameof(NewStepKind.Wait) => new NewStep(NewStepKind.Wait, answers.Name!, answers.Lane, $"P{answers.WaitDays}D"),
        nameof(NewStepKind.Notify) => new NewStep(NewStepKind.Notify, answers.Name!, answers.Lane, answers.Agency),
        nameof(NewStepKind.Pathway) => new NewStep(NewStepKind.Pathway, answers.Name!, answers.Lane, answers.Pathway),
        _ => new NewStep(NewStepKind.AgencyTask, answers.Name!, answers.Lane),
    };

    internal static void Write(PathwayDrawing drawing, DrawnStep step, StepAnswers answers)
    {
        step.Name = answers.Name;
        step.Why = answers.Why;
        step.Principle = string.Join(' ', answers.Principles.Order(StringComparer.Ordinal));
        if (!step.IsTask)
        {
            return;
        }

        step.Deadline = answers.Deadline;
        step.Ladder = answers.Ladder;
        step.Form = answers.Form;
        step.Disclosure = answers.Disclosure;
        if (answers.Lane is { Length: > 0 } lane)
        {
            StepInsertion.Assign(drawing, step, lane);
        }
    }

    private static void CheckKind(StepAnswers answers, StepChoices choices, List<FieldError> errors)
    {
        if (!Enum.TryParse<NewStepKind>(answers.Kind, out var kind) || !Enum.IsDefined(kind))
        {
            errors.Add(new FieldError("kind", "Choose what kind of step it is"));
        }
        else if (kind == NewStepKind.Wait && answers.WaitDays is null or < 1 or > LongestWaitDays)
        {
            errors.Add(new FieldError("waitDays", $"Enter how many days the case waits, from 1 to {LongestWaitDays}"));
        }
        else if (kind == NewStepKind.Pathway && choices.Pathways.All(choice => choice.Value != answers.Pathway))
        {
            errors.Add(new FieldError("pathway", "Choose the pathway that is to run"));
        }
        else if (kind == NewStepKind.Notify && choices.Agencies.All(choice => choice.Value != answers.Agency))
        {
            errors.Add(new FieldError("agency", "Choose whom to tell"));
        }
    }

    private static string Title(Activities.Timescales.Timescale timescale) => timescale.Versions[^1].Title;

    // Forms have ids in words; nobody should have to read the hyphens.
    private static string Spoken(string id) => id.Length == 0 ? id : char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');
}
