namespace Peninsula.Workflows.Bpmn.Reading;

/// <summary>An extension that would change what an element does must not be passed over in silence.</summary>
internal static class UnknownExtensions
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "taskDefinition", "taskHeaders", "ioMapping", "userTask", "assignmentDefinition", "taskSchedule", "formDefinition",
        "priorityDefinition", "calledElement", "calledDecision", "script", "subscription", "loopCharacteristics", "adHoc",
        "properties", "versionTag", "userTaskForm", "modelerTemplate",
    };

    public static void Report(XmlElement xml, ProcessContext context)
    {
        foreach (var extension in xml.Child("extensionElements")?.Children ?? [])
        {
            if (extension.Space == XmlSpace.Zeebe && !Known.Contains(extension.Name))
            {
                context.CannotRun("extension-unsupported", extension, $"the engine does not run <zeebe:{extension.Name}>; remove it, and draw what it does");
            }
        }
    }
}
