using System.Collections.Concurrent;
using System.Text;
using System.Xml.Linq;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Bpmn.Model;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Deploying;

namespace Peninsula.Host.Api.Cluster;

/// <summary>What is deployed, as the engine's API shows it.</summary>
internal sealed class Definitions(Engine engine)
{
    /// <summary>The one tenant that there is. Agencies are kept apart by rights on cases, not by copies of the service.</summary>
    public const string Tenant = "<default>";

    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    private readonly ConcurrentDictionary<long, string?> _startForms = new();

    private DefinitionCatalog Catalog => engine.Workflows.Catalog;

    public ProcessDefinition? Process(long key) => Catalog.Find(key);

    public string NameOf(long key) => Process(key) is { } process ? process.Name ?? process.Id : "";

    public int VersionOf(long key) => Catalog.Resource(key)?.Version ?? 0;

    public string IdOf(long key) => Catalog.Resource(key)?.Id ?? "";

    /// <summary>Every version of everything of a kind.</summary>
    public IEnumerable<DeployedResource> All(ResourceKind kind) => Catalog.Newest(kind).SelectMany(newest => Catalog.Versions(kind, newest.Id));

    public DeployedResource? Find(ResourceKind kind, long key) => Catalog.Resource(key) is { } found && found.Kind == kind ? found : null;

    public bool IsNewest(DeployedResource resource) => Catalog.Newest(resource.Kind, resource.Id)?.Key == resource.Key;

    /// <summary>A form with its schema; the newest of its id.</summary>
    public FormResult? Form(string? formId) => formId is not null && Catalog.Newest(ResourceKind.Form, formId) is { } form
        ? new FormResult(Tenant, form.Id, Text(form), form.Version, form.Key)
        : null;

    /// <summary>The form with which people start a process: that of its start event.</summary>
    public string? StartFormOf(DeployedResource resource) => _startForms.GetOrAdd(resource.Key, _ => XDocument.Parse(Text(resource))
        .Descendants(Bpmn + "process").Where(process => (string?)process.Attribute("id") == resource.Id)
        .Elements(Bpmn + "startEvent").Descendants(Zeebe + "formDefinition")
        .Select(form => (string?)form.Attribute("formId")).FirstOrDefault(id => id is not null));

    public static string Text(DeployedResource resource) => Encoding.UTF8.GetString(resource.Content.Span);

    /// <summary>The kind of an element, as the API names it.</summary>
    public static string TypeOf(FlowNode? node, bool isProcess, bool isLoopBody) =>
        (isProcess ? ElementKind.Process : isLoopBody ? ElementKind.MultiInstanceBody : node?.Kind)?.ApiName ?? Unknown;

    // The API's own name for a type that it cannot tell: the element is in no version that is deployed.
    private const string Unknown = "UNKNOWN";
}
