using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Workflows.Execution.State;

/// <summary>How far a multi-instance or loop body is. The counts follow from the events of its instances alone.</summary>
internal sealed class LoopProgress
{
    public required int Total { get; set; }

    public required FeelValue Items { get; init; }

    public int Started { get; set; }

    public int Completed { get; set; }

    public int Terminated { get; set; }

    public int Active => Started - Completed - Terminated;

    /// <summary>Output by loop counter less one; empty while there are none.</summary>
    public FeelValue[] Outputs { get; set; } = [];

    public void SetOutput(int loopCounter, FeelValue value)
    {
        if (Outputs.Length == 0)
        {
            Outputs = new FeelValue[Math.Max(Total, loopCounter)];
        }

        Outputs[loopCounter - 1] = value;
    }

    /// <summary>Goes through one instance more; its output has a place like the others'.</summary>
    public void Extend()
    {
        Total++;
        if (Outputs.Length > 0)
        {
            Outputs = [.. Outputs, FeelValue.Null];
        }
    }

    public LoopProgress Clone()
    {
        var clone = (LoopProgress)MemberwiseClone();
        if (Outputs.Length > 0)
        {
            clone.Outputs = [.. Outputs];
        }

        return clone;
    }
}
