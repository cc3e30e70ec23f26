using Peninsula.Activities.Tests.Support;

namespace Peninsula.Activities.Tests.Messages;

public sealed class CaseMessageTests
{
    [Fact]
    public void A_message_that_no_row_opens_is_taken_from_nobody()
    {
        var messages = Vocabulary.Load(Repository.Definitions).Vocabulary!.Messages;

        messages.MaySend("police", "child-missing").Should().BeTrue();
        messages.MaySend("housing", "child-missing").Should().BeFalse();
        messages.MaySend("police", "abuse-substantiated").Should().BeFalse();
    }

    [Fact]
    public void What_a_row_says_wrongly_is_named_at_its_line()
    {
        using var data = new DataFolder().With("messages.json", """
            { "messages": [
              { "name": "a", "title": "A", "senders": ["navy"], "values": [{ "name": "x", "kind": "colour" }], "confirmLocally": true },
              { "name": "a", "title": "A", "senders": ["police"], "confirmLocally": true }
            ] }
            """);

        Vocabulary.Load(data.Path).Problems.Select(problem => problem.ToString()).Should()
            .Contain(text => text.Contains("messages.json(2)") && text.Contains("navy"))
            .And.Contain(text => text.Contains("messages.json(2)") && text.Contains("colour"))
            .And.Contain(text => text.Contains("messages.json(3)") && text.Contains("given twice"));
    }
}
