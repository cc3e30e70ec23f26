using Peninsula.Host.Security;

namespace Peninsula.Host.Features.Error;

/// <summary>What an error page shows beside its words.</summary>
internal sealed class ErrorModel
{
    internal ErrorModel(IReadOnlyList<TypedField> typed, string? address) => (Typed, Address) = (typed, address ?? "/");

    /// <summary>What was typed into the page that failed, to be copied.</summary>
    internal IReadOnlyList<TypedField> Typed { get; }

    /// <summary>The page on which somebody was.</summary>
    internal string Address { get; }
}
