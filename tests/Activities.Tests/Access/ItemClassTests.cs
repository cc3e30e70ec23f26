using Peninsula.Activities.Access;
using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Access;

public class ItemClassTests
{
    private static readonly Vocabulary Shipped = Vocabulary.Load(Repository.Definitions).Vocabulary!;

    private static readonly CaseFacts Case = new()
    {
        Area = "torbay",
        RaisedBy = "torbay-school-lead",
        Teams = ["torbay-social-care-mash", "torbay-social-care-exploitation", "torbay-police-mash", "torbay-health-safeguarding"],
    };

    [Theory]
    [InlineData("shared-core", null, "torbay-school-lead", true)]
    [InlineData("shared-core", null, "torbay-housing-officer", false)]
    [InlineData("police-sensitive", "police", "torbay-police-mash-officer", true)]
    [InlineData("police-sensitive", "police", "torbay-mash-social-worker", false)]
    [InlineData("police-sensitive", "police", "plymouth-police-mash-officer", false)]
    [InlineData("health-sensitive", "health", "torbay-mash-social-worker", true)]
    [InlineData("health-sensitive", "health", "torbay-school-lead", false)]
    [InlineData("agency-private", "education", "torbay-school-lead", true)]
    [InlineData("agency-private", "health", "torbay-school-lead", false)]
    [InlineData("agency-private", null, "torbay-school-lead", false)]
    [InlineData("legal-privileged", null, "torbay-exploitation-social-worker", true)]
    [InlineData("legal-privileged", null, "torbay-mash-social-worker", false)]
    [InlineData("shared-core", null, "torbay-board-chair", false)]
    public void An_item_is_read_by_those_on_the_case_to_whom_its_class_is_open(string key, string? writtenBy, string id, bool sees)
    {
        Shipped.ItemClasses.TryGet(key, out var item).Should().BeTrue();
        Shipped.Directory.TryGetPerson(id, out var person).Should().BeTrue();

        AccessPolicy.SeeItem(PersonContext.Of(person!, Shipped.Directory), Case, item!, writtenBy, Shipped.Directory)
            .Allowed.Should().Be(sees);
    }

    [Fact]
    public void Classes_that_lead_nowhere_are_refused()
    {
        using var data = new DataFolder().With("item-classes.json", """
            { "classes": [
              { "key": "a", "title": "A", "agencies": ["navy"], "functions": ["police.dragons"], "confirmLocally": true },
              { "key": "a", "title": "A", "confirmLocally": true } ] }
            """);

        Vocabulary.Load(data.Path).Problems.Select(problem => problem.ToString()).Where(problem => problem.StartsWith("item-classes", StringComparison.Ordinal)).Should().BeEquivalentTo(
            "item-classes.json(2): item class a: unknown agency \"navy\"",
            "item-classes.json(2): item class a: unknown function \"police.dragons\"",
            "item-classes.json(3): item class a: nobody may read it",
            "item-classes.json(3): item class \"a\" is given twice");
    }
}
