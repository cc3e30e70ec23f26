using Peninsula.Activities.Access;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Registers;

/// <summary>Reads <c>registers.json</c>, against the item classes.</summary>
internal sealed class RegisterLoader(ItemClassCatalog itemClasses)
{
    public const string FileName = "registers.json";

    private static readonly string[] OfEveryEntry = ["kind", "subject"];

    public RegisterCatalog Load(string folder, List<DataProblem> all)
    {
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is not { } root)
        {
            return new RegisterCatalog([]);
        }

        var registers = new List<Register>();
        foreach (var row in root.Rows("registers", "a register"))
        {
            var register = Read(row);
            if (register.Key.Length > 0 && registers.Any(other => other.Key == register.Key))
            {
                row.Problem($"register \"{register.Key}\" is given twice");
            }

            registers.Add(register);
        }

        root.Close();
        return new RegisterCatalog(registers.Where(register => register.Key.Length > 0));
    }

    private Register Read(DataRow row)
    {
        var key = row.Text("key");
        var title = row.Text("title");
        var disclosure = Class(row, key) ?? "";
        row.Text("disclosure");
        var fields = new List<RegisterField>();
        foreach (var fieldRow in row.Rows("fields", "a field"))
        {
            var field = new RegisterField(
                fieldRow.Text("name"), fieldRow.Text("title"), fieldRow.Texts("from", required: true), Class(fieldRow, key));
            fieldRow.Close();
            if (field.Name.Length > 0 && fields.Any(other => other.Name == field.Name))
            {
                fieldRow.Problem($"register {key}: field \"{field.Name}\" is given twice");
            }

            fields.Add(field);
        }

        var register = new Register
        {
            Key = key,
            Title = title,
            Disclosure = disclosure,
            Fields = fields,
            Identity = row.Texts("identity"),
            Starts = row.OptionalText("starts"),
            Ends = row.OptionalText("ends"),
            WarnDays = row.Has("warnDays") ? row.Whole("warnDays", 0, 366) : 0,
            Repeats = Repeats(row),
        };
        row.Close();
        foreach (var name in register.Identity.Append(register.Starts).Append(register.Ends).OfType<string>())
        {
            if (!OfEveryEntry.Contains(name) && fields.All(field => field.Name != name))
            {
                row.Problem($"register {key} has no field \"{name}\"");
            }
        }

        return register;
    }

    private string? Class(DataRow row, string register)
    {
        var key = row.OptionalText("disclosure");
        if (key is not null && !itemClasses.TryGet(key, out _))
        {
            row.ProblemAt(row.LineOf("disclosure"), $"register {register}: unknown item class \"{key}\"");
        }

        return key;
    }

    private static RepeatTrigger? Repeats(DataRow row)
    {
        if (!row.Has("repeats") || row.Row("repeats", "a repeat") is not { } trigger)
        {
            return null;
        }

        var repeats = new RepeatTrigger(trigger.Whole("count", 2, 100), trigger.Whole("days", 1, 366));
        trigger.Close();
        return repeats;
    }
}
