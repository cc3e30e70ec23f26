namespace Peninsula.Activities.Reading;

/// <summary>Something wrong in a data file, said so that its owner can mend it.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Line">The line, counted from 1; 0 when the whole file is meant.</param>
/// <param name="Message">What is wrong, in plain words.</param>
public sealed record DataProblem(string File, int Line, string Message)
{
    /// <summary>The problem on one line, as compilers print theirs: <c>file(line): message</c>.</summary>
    public override string ToString() => Line > 0 ? $"{File}({Line}): {Message}" : $"{File}: {Message}";
}
