using Peninsula.Activities.Reading;

namespace Peninsula.Activities;

/// <summary>What looking at the data files again gave.</summary>
public enum VocabularyChange
{
    /// <summary>The files are those that were looked at last.</summary>
    None,

    /// <summary>The files changed and are in force now.</summary>
    Taken,

    /// <summary>The files changed and cannot be used; what was in force stays in force.</summary>
    Refused,
}

/// <summary>
/// The vocabulary in force. Whoever looks after the data files changes them where they lie, and the change is taken without
/// a release: whole, or not at all. What was worked out before stays as it was, because a task keeps its due time and a
/// clock keeps the version of the day on which it started. Safe to share between threads.
/// </summary>
public sealed class VocabularySource
{
    private readonly Lock _gate = new();
    private readonly string? _folder;
    private volatile Vocabulary _current;
    private volatile IReadOnlyList<DataProblem> _problems = [];
    private FileStamps _seen;

    private VocabularySource(Vocabulary current, string? folder, FileStamps seen) =>
        (_current, _folder, _seen) = (current, folder, seen);

    /// <summary>What is in force. Hold on to it for as long as one answer must be consistent, and no longer.</summary>
    public Vocabulary Current => _current;

    /// <summary>Why the files as they lie now are not in force; empty when they are.</summary>
    public IReadOnlyList<DataProblem> Problems => _problems;

    /// <summary>A source whose vocabulary never changes.</summary>
    public static VocabularySource Of(Vocabulary vocabulary) => new(vocabulary, null, FileStamps.None);

    /// <summary>A source on a folder.</summary>
    /// <param name="folder">The folder of the data files.</param>
    /// <param name="problems">Everything that stands in the way; empty when there is a source.</param>
    /// <returns>The source, or null when the files cannot be used to begin with.</returns>
    public static VocabularySource? Open(string folder, out IReadOnlyList<DataProblem> problems)
    {
        var seen = FileStamps.Of(folder);
        var loading = Vocabulary.Load(folder);
        problems = loading.Problems;
        return loading.Vocabulary is { } vocabulary ? new VocabularySource(vocabulary, folder, seen) : null;
    }

    /// <summary>Looks whether the files changed since the last look, and takes them if they can be used.</summary>
    public VocabularyChange Refresh()
    {
        if (_folder is null)
        {
            return VocabularyChange.None;
        }

        lock (_gate)
        {
            // Stamped before it is read: a change that comes while reading is seen by the next look.
            var stamps = FileStamps.Of(_folder);
            if (stamps.Equals(_seen))
            {
                return VocabularyChange.None;
            }

            _seen = stamps;
            var loading = Vocabulary.Load(_folder);
            _problems = loading.Problems;
            if (loading.Vocabulary is not { } vocabulary)
            {
                return VocabularyChange.Refused;
            }

            _current = vocabulary;
            return VocabularyChange.Taken;
        }
    }
}
