using NodaTime;
using Peninsula.Activities.Directory;
using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Variants;

/// <summary>Reads <c>variants.json</c>, against the areas of the directory.</summary>
internal sealed class VariantLoader(AgencyDirectory directory)
{
    public const string FileName = "variants.json";

    public VariantCatalog Load(string folder, List<DataProblem> all)
    {
        var variants = new List<PathwayVariant>();
        if (DataRow.Root(Path.Combine(folder, FileName), new ProblemList(FileName, all)) is { } root)
        {
            root.OptionalText("note");
            foreach (var row in root.Rows("variants", "a variant"))
            {
                var variant = Read(row);
                Check(row, variant, variants);
                variants.Add(variant);
            }

            root.Close();
        }

        return new VariantCatalog(variants);
    }

    private static PathwayVariant Read(DataRow row)
    {
        var variant = new PathwayVariant
        {
            Pathway = row.Text("pathway"),
            Variant = row.Text("variant"),
            Areas = row.Texts("areas", required: true),
            From = row.Date("from"),
            To = row.OptionalDate("to"),
            Source = row.Text("source"),
            ConfirmLocally = row.Flag("confirmLocally", required: true),
        };
        row.Close();
        return variant;
    }

    private void Check(DataRow row, PathwayVariant variant, List<PathwayVariant> before)
    {
        foreach (var area in variant.Areas.Where(area => !directory.TryGetArea(area, out _)))
        {
            row.ProblemAt(row.LineOf("areas"), $"variant {variant.Variant}: unknown area \"{area}\"");
        }

        if (variant.To < variant.From)
        {
            row.ProblemAt(row.LineOf("to"), $"variant {variant.Variant}: \"to\" is before \"from\"");
        }

        if (variant.Pathway.Length > 0 && variant.Pathway == variant.Variant)
        {
            row.ProblemAt(row.LineOf("variant"), $"variant {variant.Variant} is the shared pathway itself");
        }

        // Two at once in one area: nobody could say which is worked.
        foreach (var area in from other in before
                             where other.Pathway == variant.Pathway
                             from area in other.Areas.Intersect(variant.Areas)
                             where other.From <= (variant.To ?? LocalDate.MaxIsoValue) && variant.From <= (other.To ?? LocalDate.MaxIsoValue)
                             select area)
        {
            row.Problem($"variant {variant.Variant}: {area} has another variant of {variant.Pathway} on some of the same days");
        }
    }
}
