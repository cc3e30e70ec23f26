using Peninsula.Casework.Escalations;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Host.Tests.Security;

/// <summary>What a board chair reads tells of nobody, however it is written.</summary>
public sealed class IdentifyingTextTests
{
    private static readonly IdentifyingText Case = new([FeelContext.Of(
        ("childName", "Robin Testcase"), ("childBornOn", "2013-03-07"), ("schoolName", "Harbour Lane School"), ("homeAddress", "14 Gull Terrace, Torquay"),
        ("trustedAdult", "Aunt Perpetua Quillon"), ("siblings", "Jo, Zélie O'Brien"), ("area", "torbay"), ("riskLevel", "high"), ("concernSummary", "Seen with older men"))]);

    [Theory]
    [InlineData("Robin's aunt was away.", "Robin")]
    [InlineData("ROBIN was seen", "ROBIN")]
    [InlineData("Röbin was seen", "Röbin")]
    [InlineData("Rоbin was seen", "Rоbin")]
    [InlineData("RОВІN was seen", "RОВІN")]
    [InlineData("Ro\u200Bbin was seen", "Ro\u200Bbin")]
    [InlineData("Ｒｏｂｉｎ was seen", "Ｒｏｂｉｎ")]
    [InlineData("𝐑𝐨𝐛𝐢𝐧 was seen", "𝐑𝐨𝐛𝐢𝐧")]
    [InlineData("r0bin was seen", "r0bin")]
    [InlineData("R o b i n was seen", "R o b i n")]
    [InlineData("Ro-bin was seen", "Ro bin")]
    [InlineData("The Testcase family", "Testcase")]
    [InlineData("R.T. was seen", "R T")]
    [InlineData("RT was seen", "RT")]
    [InlineData("See CSE-2026-000123", "CSE-2026-000123")]
    [InlineData("See cse 2026 000123", "cse 2026 000123")]
    [InlineData("born 7/3/2013", "7 3 2013")]
    [InlineData("born 07.03.13", "07 03 13")]
    [InlineData("born on 7th March 2013", "7th March 2013")]
    [InlineData("born 2013-03-07", "2013 03 07")]
    [InlineData("at Harbour Lane School", "Harbour Lane School")]
    [InlineData("near 14 Gull Terrace", "14 Gull Terrace")]
    [InlineData("in Gull Terrace", "Gull Terrace")]
    [InlineData("at TQ1 4AB", "TQ1 4AB")]
    [InlineData("Perpetua will ring", "Perpetua")]
    [InlineData("the Quillon house", "Quillon")]
    [InlineData("Zelie is safe", "Zelie")]
    [InlineData("the OBrien children", "OBrien")]
    [InlineData("Jo is safe", "Jo")]
    public void What_points_at_somebody_is_found(string text, string found) =>
        Case.In(text).Should().Be(found);

    [Theory]
    [InlineData("Two of four posts are vacant; done by Friday.")]
    [InlineData("The team manager rang the service at 14:30 on 3 March 2026 and will visit by 9 March.")]
    [InlineData("Our robins and the aunt of the school lane; the social worker will see the child's home with the police.")]
    [InlineData("IT was down for 2 days. GP letter asked for. MASH meets at 10 am; 12 of 14 tasks are done.")]
    [InlineData("We go jo-jo style, with no risk, and record 2013 figures for 7 of 3 areas.")]
    public void What_points_at_nobody_is_let_be(string text) => Case.In(text).Should().BeNull();
}
