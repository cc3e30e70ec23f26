using Microsoft.Extensions.Options;
using Peninsula.Casework;

namespace Peninsula.Host.Identity;

/// <summary>
/// Whether anybody may sign in as a persona without proof: in a demonstration only; elsewhere the pages for it do not exist.
/// Says so when the host starts, so that an operator is not left guessing.
/// </summary>
internal sealed class PersonaSignIn(IOptions<DemonstrationOptions> demonstration, ILogger<PersonaSignIn> log) : IHostedService
{
    public bool IsOffered { get; } = demonstration.Value.Enabled;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsOffered)
        {
            log.LogWarning("This is a demonstration (Demonstration:Enabled): anybody who reaches this host may act as any fictional person.");
        }
        else
        {
            log.LogInformation("People sign in through their organisations' providers. This is no demonstration.");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
