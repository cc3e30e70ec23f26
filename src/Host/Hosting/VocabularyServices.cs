using Peninsula.Activities;
using Peninsula.Casework.Workflow;

namespace Peninsula.Host.Hosting;

/// <summary>The data files of <c>workflow-definitions</c>, loaded whole when the host starts or not at all, and again when they change.</summary>
internal static class VocabularyServices
{
    internal static IServiceCollection AddVocabulary(this IServiceCollection services)
    {
        var source = VocabularySource.Open(PathwayFiles.ProductFolder, out var problems)
            ?? throw new InvalidOperationException($"The data files cannot be used:\n{string.Join('\n', problems)}");
        services.AddOptions<VocabularyWatchOptions>().BindConfiguration("Vocabulary");
        services.AddHostedService<VocabularyWatch>();
        services.AddSingleton(source);

        // One request, one vocabulary: a page never mixes the data of before and after a change.
        return services.AddScoped(provider => provider.GetRequiredService<VocabularySource>().Current);
    }
}
