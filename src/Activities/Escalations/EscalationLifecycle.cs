namespace Peninsula.Activities.Escalations;

/// <summary>Where an escalation stands.</summary>
public enum EscalationStage
{
    /// <summary>A level of its ladder was reached; nobody has answered for it yet.</summary>
    Raised,

    /// <summary>Its addressee has seen it and said what is to be done.</summary>
    Acknowledged,

    /// <summary>Whoever owes the task has said what is done about it.</summary>
    Answered,

    /// <summary>The task is done or gone.</summary>
    Closed,
}

/// <summary>What can happen to an escalation.</summary>
public enum EscalationAct
{
    /// <summary>The addressee sees it and directs.</summary>
    Acknowledge,

    /// <summary>Whoever owes the task answers.</summary>
    Answer,

    /// <summary>The task ends.</summary>
    Close,
}

/// <summary>Which act leads from which state to which: the whole table, nothing else is legal.</summary>
public static class EscalationLifecycle
{
    private static readonly Dictionary<(EscalationStage, EscalationAct), EscalationStage> Table = new()
    {
        [(EscalationStage.Raised, EscalationAct.Acknowledge)] = EscalationStage.Acknowledged,
        // Whoever owes the task may say what they do about it before they are asked.
        [(EscalationStage.Raised, EscalationAct.Answer)] = EscalationStage.Answered,
        [(EscalationStage.Raised, EscalationAct.Close)] = EscalationStage.Closed,
        // A further direction replaces the one before; both stay in the history.
        [(EscalationStage.Acknowledged, EscalationAct.Acknowledge)] = EscalationStage.Acknowledged,
        [(EscalationStage.Acknowledged, EscalationAct.Answer)] = EscalationStage.Answered,
        [(EscalationStage.Acknowledged, EscalationAct.Close)] = EscalationStage.Closed,
        // An answer that does not satisfy is directed again.
        [(EscalationStage.Answered, EscalationAct.Acknowledge)] = EscalationStage.Acknowledged,
        [(EscalationStage.Answered, EscalationAct.Answer)] = EscalationStage.Answered,
        [(EscalationStage.Answered, EscalationAct.Close)] = EscalationStage.Closed,
    };

    /// <summary>The state after an act, or null when the act is not legal there.</summary>
    public static EscalationStage? After(EscalationStage state, EscalationAct act) =>
        Table.TryGetValue((state, act), out var next) ? next : null;
}
