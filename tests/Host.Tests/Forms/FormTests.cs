using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Testing;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Forms.Binding;
using Peninsula.Casework.Forms.Schema;

namespace Peninsula.Host.Tests.Forms;

/// <summary>What a form makes of what a person typed.</summary>
public sealed class FormTests
{
    private static readonly FakeClock Clock = new(Instant.FromUtc(2026, 11, 23, 9, 0));
    private readonly FormBinder _binder = new(new FeelFormExpressions(Clock), Clock);

    [Fact]
    public void A_required_answer_is_asked_for_by_the_name_of_its_field()
    {
        var form = Bind(Field("textfield", "childName", "Child's name", """ "validate": {"required": true} """));

        form.Errors.Should().ContainSingle().Which.Should().Be(new Casework.Forms.FieldError("f-childName", "Enter child's name"));
        form.Fields.Single().Error.Should().Be("Enter child's name");
    }

    [Theory]
    [InlineData("radio", "Is the child safe?", "Select an answer to “Is the child safe?”")]
    [InlineData("select", "Area", "Select area")]
    [InlineData("textarea", "What was said?", "Enter an answer to “What was said?”")]
    public void Each_kind_of_field_has_its_own_words(string type, string label, string message)
    {
        var form = Bind(Field(type, "x", label, """ "values": [{"label": "Yes", "value": "yes"}], "validate": {"required": true} """));

        form.Errors.Single().Message.Should().Be(message);
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused_and_kept()
    {
        var form = Bind(Field("textarea", "note", "Note", """ "validate": {"maxLength": 5} """), ("note", "sixsix"));

        form.Errors.Single().Message.Should().Be("Note must be 5 characters or fewer");
        form.Fields.Single().Typed.Text.Should().Be("sixsix");
    }

    [Fact]
    public void A_line_break_counts_as_one_character()
    {
        var form = Bind(Field("textarea", "note", "Note", """ "validate": {"maxLength": 3} """), ("note", "a\r\nb"));

        form.IsValid.Should().BeTrue();
        form.Values["note"]!.GetValue<string>().Should().Be("a\nb");
    }

    [Theory]
    [InlineData("12", 12, null)]
    [InlineData("1,200", 1200, "Age must be 25 or less")]
    [InlineData("-1", -1, "Age must be 0 or more")]
    [InlineData("1.5", 0, "Age must be a whole number")]
    [InlineData("twelve", 0, "Age must be a whole number")]
    [InlineData("99999999999999999999999999999999999", 0, "Age must be a whole number")]
    public void A_number_is_a_number_within_its_bounds(string typed, int value, string? problem)
    {
        var form = Bind(Field("number", "age", "Age", """ "decimalDigits": 0, "validate": {"min": 0, "max": 25} """), ("age", typed));

        form.Errors.Select(error => error.Message).Should().Equal(problem is null ? [] : [problem]);
        if (problem is null)
        {
            form.Values["age"]!.GetValue<decimal>().Should().Be(value);
        }
    }

    [Theory]
    [InlineData("radio")]
    [InlineData("select")]
    [InlineData("checklist")]
    public void A_value_that_was_not_offered_is_refused(string type)
    {
        var form = Bind(Field(type, "level", "Level", """ "values": [{"label": "Low", "value": "low"}] """), ("level", "forged"));

        form.Errors.Single().Message.Should().Be("Choose one of the options for “Level”");
        form.Values["level"].Should().BeNull();
    }

    [Fact]
    public void A_key_that_the_form_does_not_have_sets_nothing()
    {
        var form = Bind(Field("textfield", "note", "Note"), ("note", "a"), ("riskLevel", "low"), ("isAdministrator", "true"));

        form.Values.Select(pair => pair.Key).Should().Equal("note");
    }

    [Fact]
    public void A_read_only_field_keeps_what_the_case_knows()
    {
        var form = Bind(Field("textfield", "caseReference", "Case", """ "readonly": true """), new JsonObject { ["caseReference"] = "CSE-2026-000001" }, ("caseReference", "CSE-2026-999999"));

        form.Values.Should().BeEmpty();
        form.Fields.Single().Typed.Text.Should().Be("CSE-2026-000001");
    }

    [Theory]
    [InlineData("27", "3", "2026", "2026-03-27", null)]
    [InlineData("27", "march", "2026", "2026-03-27", null)]
    [InlineData("31", "2", "2026", null, "Seen on must be a real date, like 27 3 2026")]
    [InlineData("", "3", "2026", null, "Seen on must include a day")]
    [InlineData("27", "3", "26", null, "Seen on must have a year of 4 numbers")]
    public void A_date_is_read_part_by_part(string day, string month, string year, string? value, string? problem)
    {
        var form = Bind(Field("datetime", "seen", "Seen on", """ "subtype": "date" """), ("seen-day", day), ("seen-month", month), ("seen-year", year));

        form.Errors.Select(error => error.Message).Should().Equal(problem is null ? [] : [problem]);
        form.Values["seen"]?.GetValue<string>().Should().Be(value);
        form.Fields.Single().Typed.Date.Month.Should().Be(month);
    }

    [Fact]
    public void A_date_and_time_is_the_clock_on_the_wall_in_london()
    {
        var form = Bind(Field("datetime", "at", "Meeting", """ "subtype": "datetime" """), ("at-day", "1"), ("at-month", "7"), ("at-year", "2026"), ("at-time", "2:30pm"));

        form.Values["at"]!.GetValue<string>().Should().Be("2026-07-01T14:30:00+01:00");
    }

    [Fact]
    public void A_hidden_field_is_not_asked_and_has_no_value()
    {
        var schema = Schema(
            """{"type": "radio", "id": "a", "key": "danger", "label": "Danger?", "values": [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}]}""",
            """{"type": "textfield", "id": "b", "key": "why", "label": "Why", "conditional": {"hide": "=danger != \"yes\""}, "validate": {"required": true}}""");

        var hidden = Bind(schema, [], ("danger", "no"), ("why", "forged"));
        var shown = Bind(schema, [], ("danger", "yes"));

        hidden.IsValid.Should().BeTrue();
        hidden.Values.ContainsKey("why").Should().BeFalse();
        shown.Errors.Single().Message.Should().Be("Enter why");
    }

    [Fact]
    public void Hiding_follows_answers_that_are_themselves_hidden()
    {
        var schema = Schema(
            """{"type": "checkbox", "id": "a", "key": "first", "label": "First"}""",
            """{"type": "checkbox", "id": "b", "key": "second", "label": "Second", "conditional": {"hide": "=not(first)"}}""",
            """{"type": "textfield", "id": "c", "key": "third", "label": "Third", "conditional": {"hide": "=second != true"}}""");

        var form = Bind(schema, new JsonObject { ["second"] = true }, ("second", "true"), ("third", "x"));

        form.Values.Select(pair => pair.Key).Should().Equal("first");
    }

    [Fact]
    public void A_list_gives_one_context_for_each_row()
    {
        var form = Bind(Actions(), [], ("actions", "2"), ("actions[0].what", "Visit"), ("actions[1].what", "Call"));

        form.Values["actions"]!.ToJsonString().Should().Be("""[{"what":"Visit"},{"what":"Call"}]""");
    }

    [Fact]
    public void A_wrong_answer_in_a_row_links_to_that_row()
    {
        var form = Bind(Actions(), [], ("actions", "2"), ("actions[0].what", "Visit"), ("actions[1].what", ""));

        form.Errors.Single().FieldId.Should().Be("f-actions-1--what");
    }

    [Fact]
    public void A_row_that_is_removed_takes_its_answers_along()
    {
        var typed = Typed.From(Posted(("actions", "3"), ("actions[0].what", "a"), ("actions[1].what", "b"), ("actions[2].what", "c")));

        typed.RemoveRow("f.actions", 1, 3);

        _binder.Bind(Actions(), typed, KnownAnswers.Of([]), check: false).Values["actions"]!.ToJsonString().Should().Be("""[{"what":"a"},{"what":"c"}]""");
    }

    [Fact]
    public void A_list_does_not_grow_without_bound()
    {
        Bind(Actions(), [], ("actions", "1000000")).Values["actions"]!.AsArray().Should().HaveCount(Typed.MostRows);
    }

    [Fact]
    public void What_the_case_knows_stands_in_the_form_already()
    {
        var schema = Schema(
            """{"type": "textfield", "id": "a", "key": "childName", "label": "Name"}""",
            """{"type": "datetime", "subtype": "date", "id": "b", "key": "seen", "label": "Seen"}""",
            """{"type": "checklist", "id": "c", "key": "who", "label": "Who", "values": ["police", "health"]}""");

        var form = _binder.Open(schema, KnownAnswers.Of(new JsonObject { ["childName"] = "Kit Fable", ["seen"] = "2026-03-27", ["who"] = new JsonArray("health") }));

        form.Fields.Select(Answers.InWords).Should().Equal("Kit Fable", "27 March 2026", "health");
        form.Errors.Should().BeEmpty();
    }

    [Fact]
    public void A_draft_comes_back_as_it_was_left()
    {
        var typed = Typed.From(Posted(("seen-day", "31"), ("seen-month", "2")));

        var again = Typed.FromJson(typed.ToJson());

        _binder.Bind(Field("datetime", "seen", "Seen"), again, KnownAnswers.Of([]), check: false).Fields.Single().Typed.Date.Day.Should().Be("31");
    }

    [Fact]
    public void Options_may_come_from_a_variable()
    {
        var schema = Schema("""{"type": "select", "id": "a", "key": "team", "label": "Team", "valuesKey": "teams"}""");
        var known = new JsonObject { ["teams"] = new JsonArray(new JsonObject { ["label"] = "North", ["value"] = "n" }) };

        Bind(schema, known, ("team", "n")).Values["team"]!.GetValue<string>().Should().Be("n");
        Bind(schema, known, ("team", "s")).IsValid.Should().BeFalse();
    }

    [Fact]
    public void Text_is_filled_from_the_case_and_what_was_typed_there_is_never_evaluated()
    {
        var schema = Schema("""{"type": "text", "id": "t", "text": "Referrer: {{referrer}}"}""");

        var form = _binder.Open(schema, KnownAnswers.Of(new JsonObject { ["referrer"] = "{{1 + 1}}" }));

        form.Items.OfType<BoundText>().Single().Text.Should().Be("Referrer: {{1 + 1}}");
    }

    [Fact]
    public void A_component_that_cannot_be_shown_is_named()
    {
        var reading = FormSchemaReader.Read("""{"components": [{"type": "filepicker", "id": "F1"}, {"type": "textfield", "id": "F2"}]}""");

        reading.Schema.Should().BeNull();
        reading.Problems.Should().HaveCount(2).And.Contain(problem => problem.Contains("'F1'")).And.Contain(problem => problem.Contains("'F2'"));
    }

    [Fact]
    public void Every_form_of_the_pathways_can_be_shown()
    {
        var forms = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflow-definitions"), "*.form", SearchOption.AllDirectories);

        forms.Should().NotBeEmpty();
        foreach (var path in forms)
        {
            FormSchemaReader.Read(File.ReadAllText(path)).Problems.Should().BeEmpty(path);
        }
    }

    [Fact]
    public void What_a_reader_may_not_know_is_neither_filled_in_nor_written_nor_taken_back()
    {
        var schema = Schema(
            """{"type": "text", "id": "t", "text": "Police say: {{policeNote}}"}""",
            """{"type": "textfield", "id": "n", "key": "policeNote", "label": "Note", "validate": {"required": true}}""",
            """{"type": "checkbox", "id": "w", "key": "watched", "label": "Watched"}""",
            """{"type": "textfield", "id": "s", "key": "shown", "label": "Shown", "conditional": {"hide": "=policeNote = null"}}""");
        var known = new KnownAnswers(new JsonObject { ["policeNote"] = "Watched at the fair", ["watched"] = true }, []);

        var opened = _binder.Open(schema, known);
        var sent = _binder.Bind(schema, Typed.From(Posted([])), known, check: true);
        var changed = _binder.Bind(schema, Typed.From(Posted([("policeNote", "Mine")])), known, check: true);

        opened.Items.OfType<BoundText>().Single().Text.Should().NotContain("fair");
        opened.Fields.Single(field => field.Field.Key == "policeNote").Typed.Text.Should().BeNullOrEmpty();
        opened.Fields.Select(field => field.Field.Key).Should().Contain("shown", "conditions go by what the case knows");
        sent.IsValid.Should().BeTrue("the answer stands; only its reader does not see it");
        sent.Values.ContainsKey("policeNote").Should().BeFalse();
        sent.Values.ContainsKey("watched").Should().BeFalse();
        changed.Values["policeNote"]!.GetValue<string>().Should().Be("Mine");
        changed.Items.OfType<BoundText>().Single().Text.Should().Contain("Mine", "what one writes oneself is one's own to see");
    }

    private static FormSchema Actions() => Schema(
        """{"type": "dynamiclist", "id": "l", "path": "actions", "label": "Action", "components": [{"type": "textfield", "id": "w", "key": "what", "label": "What", "validate": {"required": true}}]}""");

    private static FormSchema Field(string type, string key, string label, string more = "\"x\": 1") =>
        Schema($$"""{"type": "{{type}}", "id": "{{key}}", "key": "{{key}}", "label": "{{label}}", {{more}}}""");

    private static FormSchema Schema(params string[] components) =>
        FormSchemaReader.Read($$"""{"id": "test", "components": [{{string.Join(',', components)}}]}""").Schema!;

    private BoundForm Bind(FormSchema schema, params (string Name, string Value)[] posted) => Bind(schema, [], posted);

    private BoundForm Bind(FormSchema schema, JsonObject known, params (string Name, string Value)[] posted) =>
        _binder.Bind(schema, Typed.From(Posted(posted)), KnownAnswers.Of(known), check: true);

    private static IEnumerable<KeyValuePair<string, StringValues>> Posted(params (string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create("f." + field.Name, new StringValues(field.Value)));
}
