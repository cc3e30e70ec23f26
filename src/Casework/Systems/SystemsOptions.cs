namespace Peninsula.Casework.Systems;

/// <summary>The systems of other agencies that are registered: <c>Api:Clients</c> of the settings.</summary>
public sealed class SystemsOptions
{
    /// <summary>Each with what it may do.</summary>
    public List<ApiClientRegistration> Clients { get; init; } = [];
}
