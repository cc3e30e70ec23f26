using Peninsula.Casework.Disclosure;
using Peninsula.Host.Api.Conventions;
using Peninsula.Persistence.Model;
using Peninsula.Persistence.Queries;

namespace Peninsula.Host.Api.Cluster;

/// <summary>What a client may not know of is a problem like what is not there.</summary>
internal static class VisibilityProblems
{
    /// <summary>The instance, when the client may know of it; a problem otherwise.</summary>
    public static async Task<InstanceRecord> KnownAsync(this InstanceVisibility visibility, long instanceKey, CancellationToken cancel) =>
        await visibility.FindAsync(instanceKey, cancel) ?? throw ApiProblem.NotFound("process instance", instanceKey);

    /// <summary>The file of the instance in which a key was made, when the client may know of it; a problem otherwise.</summary>
    public static async Task<InstanceFile> FileOfAsync(this InstanceVisibility visibility, string what, long key, bool isPlace, CancellationToken cancel) =>
        await visibility.FindFileAsync(key, isPlace, cancel) ?? throw ApiProblem.NotFound(what, key);
}
