using Peninsula.Host.Identity;

namespace Peninsula.Host.Features.Account;

public sealed record SignInModel(IReadOnlyList<Persona> Personas, IReadOnlyList<Persona> Others, string ReturnUrl, string? Problem);
