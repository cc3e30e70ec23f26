using Peninsula.Activities.Directory;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Messages;

/// <summary>Reads <c>messages.json</c>, against the agencies of the directory.</summary>
internal sealed class CaseMessageLoader(AgencyDirectory directory)
{
    public const string FileName = "messages.json";

    private static readonly Dictionary<string, MessageValueKind> Kinds = new(StringComparer.Ordinal)
    {
        ["text"] = MessageValueKind.Text,
        ["date-time"] = MessageValueKind.DateTime,
        ["area"] = MessageValueKind.Area,
    };

    public CaseMessageCatalog Load(string folder, List<DataProblem> all)
    {
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is not { } root)
        {
            return new CaseMessageCatalog([]);
        }

        var messages = new List<CaseMessage>();
        foreach (var row in root.Rows("messages", "a message"))
        {
            var message = Read(row);
            if (message.Name.Length > 0 && messages.Any(other => other.Name == message.Name))
            {
                row.Problem($"message \"{message.Name}\" is given twice");
            }

            messages.Add(message);
        }

        root.Close();
        return new CaseMessageCatalog(messages.Where(message => message.Name.Length > 0));
    }

    private CaseMessage Read(DataRow row)
    {
        var message = new CaseMessage
        {
            Name = row.Text("name"),
            Title = row.Text("title"),
            Senders = row.Texts("senders", required: true),
            Values = [.. row.Rows("values", "a value", required: false).Select(Value)],
            ConfirmLocally = row.Flag("confirmLocally", required: true),
        };
        row.Close();
        foreach (var agency in message.Senders.Where(key => directory.Agencies.All(known => known.Key != key)))
        {
            row.Problem($"message {message.Name}: unknown agency \"{agency}\"");
        }

        return message;
    }

    private static MessageValue Value(DataRow row)
    {
        var value = new MessageValue(row.Text("name"), row.OneOf("kind", Kinds), row.Flag("required"));
        row.Close();
        return value;
    }
}
