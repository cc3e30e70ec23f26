using System.Text.Json.Nodes;
using NodaTime;

namespace Peninsula.Casework.Simulation;

/// <summary>A child who does not exist, and what stays the same about them on every form.</summary>
internal sealed record FictionalChild(int Number, string Area, string? District, int Age, string Level, Instant ConcernAt)
{
    private static readonly string[] First = ["Wren", "Kit", "Jory", "Elowen", "Perran", "Tamsin", "Cador", "Isolde", "Rowan", "Merryn", "Digory", "Senna"];
    private static readonly string[] Last = ["Underhill", "Wrayburn", "Thistlewood", "Sandcastle", "Rookhope", "Quarryman", "Pebblewick", "Larkmead", "Tidebrook"];
    private static readonly string[] Districts = ["east-devon", "exeter", "mid-devon", "north-devon", "south-hams", "teignbridge", "torridge", "west-devon"];

    public string Reference => $"CSE-{ConcernAt.InUtc().Year}-{Number:000000}";

    public string Name => $"{First[Number % First.Length]} {Last[Number / First.Length % Last.Length]}";

    public static FictionalChild Make(int number, int seed, SimulationProfile profile, Instant from, int days)
    {
        var chance = new Chance(seed, "child", number);
        var area = chance.Among([.. profile.Areas.Keys], profile.Areas);
        var at = from + Duration.FromHours((chance.Part * days * 24) + 0.01);
        return new FictionalChild(
            number, area, area == "devon" ? chance.Among(Districts, null) : null, chance.Between(10, 17),
            chance.Among([.. profile.Levels.Keys], profile.Levels), at);
    }

    /// <summary>What the other pathways about this child are told when they begin.</summary>
    public JsonObject Known(string? elsewhere = null)
    {
        var known = new JsonObject
        {
            ["area"] = Area,
            ["caseReference"] = Reference,
            ["childName"] = Name,
            ["childAge"] = Age,
            ["riskLevel"] = Level,
        };
        if (District is not null)
        {
            known["district"] = District;
        }

        if (elsewhere is not null)
        {
            known["newArea"] = elsewhere;
        }

        return known;
    }
}
