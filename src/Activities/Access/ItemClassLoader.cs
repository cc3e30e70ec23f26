using Peninsula.Activities.Directory;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Access;

/// <summary>Reads <c>item-classes.json</c>, against the agencies and functions of the directory.</summary>
internal sealed class ItemClassLoader(AgencyDirectory directory)
{
    public const string FileName = "item-classes.json";

    public ItemClassCatalog Load(string folder, List<DataProblem> all)
    {
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is not { } root)
        {
            return new ItemClassCatalog([]);
        }

        var classes = new List<ItemClass>();
        foreach (var row in root.Rows("classes", "an item class"))
        {
            var item = Read(row);
            if (item.Key.Length > 0 && classes.Any(other => other.Key == item.Key))
            {
                row.Problem($"item class \"{item.Key}\" is given twice");
            }

            classes.Add(item);
        }

        root.Close();
        return new ItemClassCatalog(classes.Where(item => item.Key.Length > 0));
    }

    private ItemClass Read(DataRow row)
    {
        var item = new ItemClass
        {
            Key = row.Text("key"),
            Title = row.Text("title"),
            Agencies = row.Texts("agencies"),
            Functions = row.Texts("functions"),
            OwnAgencyToo = row.Flag("ownAgencyToo"),
            ConfirmLocally = row.Flag("confirmLocally", required: true),
        };
        row.Close();
        foreach (var agency in item.Agencies.Where(key => key != "*" && directory.Agencies.All(known => known.Key != key)))
        {
            row.Problem($"item class {item.Key}: unknown agency \"{agency}\"");
        }

        foreach (var function in item.Functions.Where(key => !directory.HasFunction(key)))
        {
            row.Problem($"item class {item.Key}: unknown function \"{function}\"");
        }

        if (item.Agencies.Count == 0 && item.Functions.Count == 0 && !item.OwnAgencyToo)
        {
            row.Problem($"item class {item.Key}: nobody may read it");
        }

        return item;
    }
}
