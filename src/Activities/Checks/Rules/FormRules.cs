namespace Peninsula.Activities.Checks.Rules;

/// <summary>Whatever is asked for has a class that says who may read it.</summary>
internal static class FormRules
{
    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("form-known", "The form of a task is published with it.",
            "A task whose form is missing can be opened by nobody.",
            PathwaySeverity.Error, (set, _) =>
                from pathway in set.Pathways
                from task in pathway.Tasks
                where set.FormOf(task) is null
                select Finding.At(pathway, task, task.FormId is null ? "it has no form; a person could not say what was done" : $"there is no form \"{task.FormId}\" among the files")),

        new("field-class", "Every form field has an item class.",
            "Access is membership of the case, agency and item class. A field without a class would be shown to whoever sees the task.",
            PathwaySeverity.Error, (set, vocabulary) =>
                from form in set.Forms
                from field in form.Fields
                where field.Disclosure is null || !vocabulary.ItemClasses.TryGet(field.Disclosure, out _)
                select Finding.At(form, field, field.Disclosure is null
                    ? "it has no item class; add the property \"disclosure\"" : $"there is no item class \"{field.Disclosure}\" in item-classes.json")),

        new("task-class", "Every task has an item class.",
            "Who sees that a task exists is as much a disclosure as what it says.",
            PathwaySeverity.Error, (set, vocabulary) =>
                from pathway in set.Pathways
                from task in pathway.Tasks
                let key = task.Extensions.GetValueOrDefault("disclosure")
                where key is null || !vocabulary.ItemClasses.TryGet(key, out _)
                select Finding.At(pathway, task, key is null ? "it has no item class; add peninsula:disclosure" : $"there is no item class \"{key}\" in item-classes.json")),
    ];
}
