using Peninsula.Activities;

namespace Peninsula.Host.Hosting;

/// <summary>The data files of <c>workflow-definitions</c>, loaded whole when the host starts or not at all.</summary>
internal static class VocabularyServices
{
    /// <summary>Where pathways and data files lie: beside the binaries.</summary>
    internal static string DefinitionsFolder { get; } = Path.Combine(AppContext.BaseDirectory, "workflow-definitions");

    internal static IServiceCollection AddVocabulary(this IServiceCollection services)
    {
        var loading = Vocabulary.Load(DefinitionsFolder);
        return loading.Vocabulary is { } vocabulary
            ? services.AddSingleton(vocabulary)
            : throw new InvalidOperationException($"The data files cannot be used:\n{string.Join('\n', loading.Problems)}");
    }
}
