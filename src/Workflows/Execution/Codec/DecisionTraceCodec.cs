namespace Peninsula.Workflows.Execution.Codec;

/// <summary>How a decision was made, as bytes.</summary>
internal static class DecisionTraceCodec
{
    public static void Write(Encoder to, DecisionTrace trace)
    {
        to.Number(trace.ResourceKey);
        to.Number(trace.Decisions.Count);
        foreach (var decision in trace.Decisions)
        {
            to.Text(decision.Id);
            to.Text(decision.Name);
            to.Number(decision.Version);
            to.Flag(decision.IsTable);
            to.Value(decision.Value);
            to.Number(decision.Inputs.Count);
            foreach (var input in decision.Inputs)
            {
                to.Text(input.Id);
                to.Text(input.Name);
                to.Value(input.Value);
            }

            WriteRules(to, decision.Rules);
        }
    }

    public static void WriteOptional(Encoder to, DecisionTrace? trace)
    {
        to.Flag(trace is not null);
        if (trace is not null)
        {
            Write(to, trace);
        }
    }

    public static DecisionTrace? ReadOptional(ref Decoder from) => from.Flag() ? Read(ref from) : null;

    public static DecisionTrace Read(ref Decoder from)
    {
        var resource = from.Number();
        var decisions = new EvaluatedDecision[from.Count()];
        for (var i = 0; i < decisions.Length; i++)
        {
            var (id, name, version, isTable, value) = (from.Text(), from.Text(), from.Int(), from.Flag(), from.Value());
            var inputs = new EvaluatedInput[from.Count()];
            for (var j = 0; j < inputs.Length; j++)
            {
                inputs[j] = new EvaluatedInput(from.Text(), from.Text(), from.Value());
            }

            decisions[i] = new EvaluatedDecision(id, name, version, isTable, value, inputs, ReadRules(ref from));
        }

        return new DecisionTrace(resource, decisions);
    }

    private static void WriteRules(Encoder to, IReadOnlyList<EvaluatedRule> rules)
    {
        to.Number(rules.Count);
        foreach (var rule in rules)
        {
            to.Text(rule.Id);
            to.Number(rule.Index);
            to.Number(rule.Outputs.Count);
            foreach (var output in rule.Outputs)
            {
                to.Text(output.Id);
                to.Text(output.Name);
                to.Value(output.Value);
            }
        }
    }

    private static EvaluatedRule[] ReadRules(ref Decoder from)
    {
        var rules = new EvaluatedRule[from.Count()];
        for (var i = 0; i < rules.Length; i++)
        {
            var (id, index) = (from.Text(), from.Int());
            var outputs = new EvaluatedOutput[from.Count()];
            for (var j = 0; j < outputs.Length; j++)
            {
                outputs[j] = new EvaluatedOutput(from.Text(), from.Text(), from.Value());
            }

            rules[i] = new EvaluatedRule(id, index, outputs);
        }

        return rules;
    }
}
