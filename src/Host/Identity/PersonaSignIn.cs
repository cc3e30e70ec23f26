namespace Peninsula.Host.Identity;

/// <summary>
/// Whether anybody may sign in as a persona without proof: never in Production, where the pages for it do not exist.
/// Says so when the host starts, so that an operator is not left guessing.
/// </summary>
public sealed class PersonaSignIn(IHostEnvironment environment, ILogger<PersonaSignIn> log) : IHostedService
{
    public bool IsOffered { get; } = !environment.IsProduction();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsOffered)
        {
            log.LogWarning("Persona sign-in is on: anybody who reaches this host may act as any fictional person. It is refused in Production.");
        }
        else
        {
            log.LogInformation("Persona sign-in is refused, because the environment is Production.");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
