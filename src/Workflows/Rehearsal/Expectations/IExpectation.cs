namespace Peninsula.Workflows.Rehearsal;

/// <summary>Something that must be the case.</summary>
internal interface IExpectation
{
    /// <summary>Null when it is; otherwise what was expected and what was found.</summary>
    Task<string?> CheckAsync(Stage stage);
}
