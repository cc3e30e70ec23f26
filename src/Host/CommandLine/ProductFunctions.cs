using Peninsula.Activities;
using Peninsula.Activities.Feel;
using Peninsula.Casework.Workflow;
using Peninsula.Decisions.Feel;

namespace Peninsula.Host.CommandLine;

/// <summary>The FEEL functions of the vocabulary beside the binaries.</summary>
internal static class ProductFunctions
{
    /// <summary>The functions; null while the data files cannot be used, so that everything else still can be tried.</summary>
    public static IFeelHost? Load() =>
        Vocabulary.Load(PathwayFiles.ProductFolder).Vocabulary is { } vocabulary ? new SafeguardingFunctions(vocabulary) : null;
}
