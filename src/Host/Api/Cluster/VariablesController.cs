using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Peninsula.Activities.Access;
using Peninsula.Casework.Disclosure;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;
using Peninsula.Host.Api.Searching;

namespace Peninsula.Host.Api.Cluster;

/// <summary>Variables, as far as their item classes are open to the client's agency.</summary>
[Route("v2/variables")]
[Tags("Variables")]
internal sealed class VariablesController(InstanceVisibility visibility, InstanceLists lists) : ApiController
{
    private const int Shown = 8_191;

    [HttpPost("search")]
    [Asks(nameof(AccessPolicy.SeeCases))]
    public async Task<SearchResult<VariableResult>> SearchVariables([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SearchRequest? request, [FromQuery] bool? truncateValues, CancellationToken cancel)
    {
        var found = await lists.FindAsync(Terms.Of(request, InstanceLists.Variables), InstanceLists.Variables, lists.VariablesOf, null, cancel);
        return Shorten(found, truncateValues ?? true);
    }

    [HttpGet("{variableKey}")]
    [Asks(nameof(AccessPolicy.SeeCase))]
    public async Task<VariableResult> GetVariable(Key variableKey, CancellationToken cancel)
    {
        var file = await visibility.FileOfAsync("variable", variableKey.Value, isPlace: true, cancel);
        var found = (await lists.VariablesOf(file, cancel)).FirstOrDefault(variable => variable.VariableKey == variableKey) ?? throw ApiProblem.NotFound("variable", variableKey);
        await visibility.NoteReadAsync("variable", [file.BusinessKey]);
        return found;
    }

    internal static SearchResult<VariableResult> Shorten(SearchResult<VariableResult> found, bool truncate) => found with
    {
        Items = [.. found.Items.Select(variable => truncate && variable.Value.Length > Shown
            ? variable with { Value = variable.Value[..Shown], IsTruncated = true }
            : variable with { IsTruncated = false })],
    };
}
