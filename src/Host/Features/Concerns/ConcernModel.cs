using NodaTime;
using Peninsula.Casework.Forms.Binding;

namespace Peninsula.Host.Features.Concerns;

internal sealed record StartModel(IReadOnlyList<string> Introduction, IReadOnlyList<(string Id, Instant SavedAt)> Drafts);

/// <param name="FromCheck">Whether the reader came from their answers and goes back there.</param>
internal sealed record PageModel(Guid Id, int Page, int Pages, string Heading, BoundForm Form, bool FromCheck);

internal sealed record CheckModel(Guid Id, IReadOnlyList<(string Heading, BoundForm Form)> Pages);
