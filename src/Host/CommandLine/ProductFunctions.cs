using Peninsula.Activities;
using Peninsula.Activities.Feel;
using Peninsula.Decisions.Feel;
using Peninsula.Host.Hosting;

namespace Peninsula.Host.CommandLine;

/// <summary>The FEEL functions of the vocabulary beside the binaries.</summary>
internal static class ProductFunctions
{
    /// <summary>The functions; null while the data files cannot be used, so that everything else still can be tried.</summary>
    public static IFeelHost? Load() =>
        Vocabulary.Load(VocabularyServices.DefinitionsFolder).Vocabulary is { } vocabulary ? new SafeguardingFunctions(vocabulary) : null;
}
