using Peninsula.Workflows.Bpmn.Validation;

namespace Peninsula.Workflows.Tests.Bpmn.Rules;

public sealed class RegistryTests
{
    [Fact]
    public void Rules_have_ids_that_can_be_relied_on() =>
        ProcessRules.All.Should().OnlyContain(rule => System.Text.RegularExpressions.Regex.IsMatch(rule.Id, "^[a-z]+(-[a-z]+)+$"));
}
