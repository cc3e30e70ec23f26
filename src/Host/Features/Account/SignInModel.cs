using Peninsula.Host.Identity;

namespace Peninsula.Host.Features.Account;

/// <param name="Providers">Key and name of each provider through which people sign in.</param>
/// <param name="Personas">Whom a demonstration offers; empty where it is refused.</param>
/// <param name="Others">Everybody else in the directory of a demonstration.</param>
/// <param name="ReturnUrl">Where to go afterwards.</param>
/// <param name="Problem">What was wrong with the choice, or null.</param>
internal sealed record SignInModel(
    IReadOnlyList<(string Key, string Name)> Providers, IReadOnlyList<Persona> Personas, IReadOnlyList<Persona> Others, string ReturnUrl, string? Problem);
