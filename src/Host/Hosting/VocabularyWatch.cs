using Microsoft.Extensions.Options;
using Peninsula.Activities;

namespace Peninsula.Host.Hosting;

/// <summary>How the data files are watched.</summary>
internal sealed class VocabularyWatchOptions
{
    /// <summary>How often the files are looked at.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Takes changes of the data files while the host runs, and says why when it cannot.</summary>
internal sealed class VocabularyWatch(VocabularySource source, IOptions<VocabularyWatchOptions> options, ILogger<VocabularyWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    private void Look()
    {
        switch (source.Refresh())
        {
            case VocabularyChange.Taken:
                log.LogInformation("The data files changed and are in force now.");
                break;
            case VocabularyChange.Refused:
                log.LogError("The data files changed and cannot be used; the last good ones stay in force:\n{Problems}", string.Join('\n', source.Problems));
                break;
        }
    }
}
