using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Decisions.Tests.Feel;

public class JsonTests
{
    [Theory]
    [InlineData("""{"z":1,"a":[true,null,"x"]}""")]
    [InlineData("1234567890123456789012345678901234")]
    [InlineData("0.1234567890123456789012345678901234")]
    public void Keeps_order_and_every_digit(string json) => FeelJson.ToJson(FeelJson.Parse(json)).Should().Be(json);

    [Fact]
    public void Turns_temporal_values_into_strings() => FeelJson
        .AsJsonKinds(Expect.Evaluate("{at: [@\"2026-05-01T10:00:00+01:00\"], for: @\"P1D\"}").Value)
        .ToString().Should().Be("""{at: ["2026-05-01T10:00:00+01:00"], "for": "P1D"}""");
}
