namespace Peninsula.Activities.Reading;

/// <summary>Collects the problems of one file into the list shared by a whole load.</summary>
internal sealed class ProblemList(string file, List<DataProblem> all)
{
    public string File { get; } = file;

    public void Add(int line, string message) => all.Add(new DataProblem(File, line, message));
}
