namespace Peninsula.Activities.Checks.Rules;

/// <summary>Options that a form copied from the data files say what the data files say.</summary>
internal static class OptionRules
{
    public static IReadOnlyList<PathwayRule> All { get; } =
    [
        new("options-tools", "A choice of disruption tools offers the tools of the catalogue, by their names.",
            "A tool that stands in the catalogue and not in the form is never used; orders are little used as it is.",
            PathwaySeverity.Error, (set, vocabulary) =>
            {
                var tools = vocabulary.Tools.All.ToDictionary(tool => tool.Id, tool => tool.Name, StringComparer.Ordinal);
                // Other fields may offer some of them under short names: which orders are in force, say.
                return from form in set.Forms
                       from field in form.Fields
                       where field.Key == "tool" && field.Options.Count > 0
                       from finding in Compare(form, field, tools, complete: true, "tools.json")
                       select finding;
            }),

        new("options-agencies", "A choice of agencies offers functions that exist, by their names.",
            "What is chosen here becomes the owner of a task. One that does not exist stops the case.",
            PathwaySeverity.Error, (set, vocabulary) =>
            {
                var functions = vocabulary.Directory.Functions.ToDictionary(function => function.Key, function => function.Name, StringComparer.Ordinal);
                return from form in set.Forms
                       from field in form.Fields
                       where field.Options.Any(option => functions.ContainsKey(option.Value))
                       from finding in Compare(form, field, functions, complete: false, "agencies.json")
                       select finding;
            }),

        new("options-areas", "A choice of areas offers the areas of the peninsula.",
            "Children are not bound by local authority boundaries; a form that leaves one out is.",
            PathwaySeverity.Error, (set, vocabulary) =>
            {
                var areas = vocabulary.Directory.Areas.ToDictionary(area => area.Key, area => area.Name, StringComparer.Ordinal);
                return from form in set.Forms
                       from field in form.Fields
                       where field.Options.Count(option => areas.ContainsKey(option.Value)) > 1
                       from finding in Compare(form, field, areas, complete: true, "agencies.json")
                       select finding;
            }),
    ];

    private static IEnumerable<Finding> Compare(PathwayForm form, PathwayField field, Dictionary<string, string> data, bool complete, string file)
    {
        foreach (var option in field.Options.Where(option => !data.ContainsKey(option.Value) && (complete || option.Value.Contains('.', StringComparison.Ordinal))))
        {
            // "None of these" and "somewhere else" are answers too.
            if (option.Value is not ("none" or "other" or "outside" or "elsewhere" or "not-known"))
            {
                yield return new Finding(form.File, option.Line, field.Key, field.Label, $"\"{option.Value}\" does not stand in {file}");
            }
        }

        foreach (var option in field.Options.Where(option => data.TryGetValue(option.Value, out var name) && name != option.Label))
        {
            yield return new Finding(form.File, option.Line, field.Key, field.Label, $"\"{option.Value}\" is called \"{data[option.Value]}\" in {file}, not \"{option.Label}\"");
        }

        var missing = complete ? data.Keys.Except(field.Options.Select(option => option.Value)).ToList() : [];
        if (missing.Count > 0)
        {
            yield return Finding.At(form, field, $"it leaves out {string.Join(", ", missing)} of {file}");
        }
    }
}
