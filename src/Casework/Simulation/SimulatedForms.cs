using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Filling;
using Peninsula.Casework.Forms.Schema;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Casework.Simulation;

/// <summary>Fills the pathways' own forms in, by id, each read once.</summary>
internal sealed class SimulatedForms(WorkflowEngine engine, IClock clock)
{
    private readonly FormFiller _filler = new(new FormBinder(new FeelFormExpressions(clock), clock));
    private readonly Dictionary<string, FormSchema> _schemas = new(StringComparer.Ordinal);

    public JsonObject Fill(string? formId, JsonObject known, IFormAnswers answers) =>
        formId is null ? [] : _filler.Fill(Schema(formId), known, answers, clock.GetCurrentInstant());

    /// <summary>The form with which people start a process, or null.</summary>
    public string? StartForm(string processId) =>
        engine.Catalog.Latest(processId)?.Definition.StartEvents.Select(start => start.FormId).FirstOrDefault(id => id is not null);

    private FormSchema Schema(string formId)
    {
        if (!_schemas.TryGetValue(formId, out var schema))
        {
            var resource = engine.Catalog.Newest(ResourceKind.Form, formId) ?? throw new InvalidOperationException($"No form '{formId}' is deployed.");
            _schemas[formId] = schema = FormSchemaReader.Read(Encoding.UTF8.GetString(resource.Content.Span)).Schema
                ?? throw new InvalidOperationException($"The form '{formId}' cannot be read.");
        }

        return schema;
    }
}
