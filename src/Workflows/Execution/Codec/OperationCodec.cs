using Peninsula.Workflows.Execution.Operations;

namespace Peninsula.Workflows.Execution.Codec;

/// <summary>Operations on instances as bytes, so that they can wait in a store: a version byte, the number of their kind, their members.</summary>
internal static class OperationCodec
{
    private const byte Version = 1;

    /// <summary>Writes an operation; who asks is not part of it.</summary>
    /// <exception cref="ArgumentException">The command is no operation that can be kept for many instances.</exception>
    public static byte[] Write(Command operation)
    {
        var to = new Encoder();
        to.Byte(Version);
        switch (operation)
        {
            case CancelInstance c:
                to.Byte(1);
                to.Optional(c.Reason);
                break;
            case SuspendInstance c:
                to.Byte(2);
                to.Text(c.Reason);
                break;
            case ResumeInstance c:
                to.Byte(3);
                to.Optional(c.Reason);
                break;
            case ResolveIncidents c:
                to.Byte(4);
                to.Optional(c.Reason);
                break;
            case MigrateInstance { ScopeKey: null } c:
                to.Byte(5);
                Write(to, c);
                break;
            case ModifyInstance c:
                to.Byte(6);
                to.Optional(c.Reason);
                to.Number(c.Modifications.Count);
                foreach (var modification in c.Modifications)
                {
                    Write(to, modification);
                }

                break;
            default:
                throw new ArgumentException($"{operation?.GetType().Name} cannot be done on many instances.", nameof(operation));
        }

        return to.ToArray();
    }

    /// <summary>Reads what <see cref="Write(Command)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another version, or broken.</exception>
    public static Command Read(ReadOnlyMemory<byte> bytes)
    {
        var from = new Decoder(bytes.Span);
        if (from.Byte() != Version)
        {
            throw Decoder.Broken();
        }

        Command operation = from.Byte() switch
        {
            1 => new CancelInstance(from.OptionalText()),
            2 => new SuspendInstance(from.Text()),
            3 => new ResumeInstance(from.OptionalText()),
            4 => new ResolveIncidents(from.OptionalText()),
            5 => ReadMigration(ref from),
            6 => ReadModifications(ref from),
            _ => throw Decoder.Broken(),
        };
        return from.IsAtEnd ? operation : throw Decoder.Broken();
    }

    private static void Write(Encoder to, MigrateInstance c)
    {
        to.Number(c.DefinitionKey);
        to.Optional(c.Reason);
        to.Flag(c.Mapping is not null);
        if (c.Mapping is { } mapping)
        {
            to.Number(mapping.Count);
            foreach (var entry in mapping)
            {
                to.Text(entry.SourceElementId);
                to.Text(entry.TargetElementId);
                to.Flag(entry.Renew);
            }
        }
    }

    private static MigrateInstance ReadMigration(ref Decoder from)
    {
        var definition = from.Number();
        var reason = from.OptionalText();
        ElementMapping[]? mapping = null;
        if (from.Flag())
        {
            mapping = new ElementMapping[from.Count()];
            for (var i = 0; i < mapping.Length; i++)
            {
                mapping[i] = new ElementMapping(from.Text(), from.Text(), from.Flag());
            }
        }

        return new MigrateInstance(definition, mapping, reason);
    }

    private static ModifyInstance ReadModifications(ref Decoder from)
    {
        var reason = from.OptionalText();
        var modifications = new Modification[from.Count()];
        for (var i = 0; i < modifications.Length; i++)
        {
            modifications[i] = from.Byte() switch
            {
                1 => new ActivateElement(from.Text(), from.OptionalNumber()) { After = from.Flag(), Variables = ReadVariables(ref from) },
                2 => new CancelElement(ReadChoice(ref from)),
                3 => new MoveElement(ReadChoice(ref from), from.Text()) { AncestorKey = from.OptionalNumber(), After = from.Flag(), Variables = ReadVariables(ref from) },
                4 => new ChangeVariables(from.OptionalNumber(), from.Context(), from.Texts()),
                _ => throw Decoder.Broken(),
            };
        }

        return new ModifyInstance(modifications, reason);
    }

    private static void Write(Encoder to, Modification modification)
    {
        switch (modification)
        {
            case ActivateElement activate:
                to.Byte(1);
                to.Text(activate.ElementId);
                to.Optional(activate.AncestorKey);
                to.Flag(activate.After);
                Write(to, activate.Variables);
                break;
            case CancelElement cancel:
                to.Byte(2);
                Write(to, cancel.Elements);
                break;
            case MoveElement move:
                to.Byte(3);
                Write(to, move.Elements);
                to.Text(move.TargetElementId);
                to.Optional(move.AncestorKey);
                to.Flag(move.After);
                Write(to, move.Variables);
                break;
            case ChangeVariables change:
                to.Byte(4);
                to.Optional(change.ScopeKey);
                to.Context(change.Set);
                to.Texts([.. change.Remove]);
                break;
            default:
                throw new ArgumentException($"{modification.GetType().Name} cannot be done on many instances.", nameof(modification));
        }
    }

    private static void Write(Encoder to, ElementChoice choice)
    {
        to.Optional(choice.Key);
        to.Optional(choice.ElementId);
    }

    private static ElementChoice ReadChoice(ref Decoder from)
    {
        var key = from.OptionalNumber();
        var elementId = from.OptionalText();
        return key is { } instance ? ElementChoice.One(instance) : ElementChoice.AllOf(elementId ?? throw Decoder.Broken());
    }

    private static void Write(Encoder to, IReadOnlyList<ScopeVariables> variables)
    {
        to.Number(variables.Count);
        foreach (var given in variables)
        {
            to.Optional(given.ScopeId);
            to.Context(given.Variables);
        }
    }

    private static ScopeVariables[] ReadVariables(ref Decoder from)
    {
        var variables = new ScopeVariables[from.Count()];
        for (var i = 0; i < variables.Length; i++)
        {
            variables[i] = new ScopeVariables(from.OptionalText(), from.Context());
        }

        return variables;
    }
}
