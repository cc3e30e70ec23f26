using System.Text.Json;
using Peninsula.Host.CommandLine;

namespace Peninsula.Host.Tests.CommandLine;

public sealed class CommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peninsula-commands-");

    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:example">
          <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s" /><bpmn:endEvent id="e" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e" /></bpmn:process>
        </bpmn:definitions>
        """;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("rehearse", true)]
    [InlineData("validate", true)]
    [InlineData("diff", true)]
    [InlineData("--help", true)]
    [InlineData("--urls", false)]
    [InlineData("serve", false)]
    public void Only_known_commands_are_taken_from_the_web_application(string first, bool command) =>
        Commands.Include([first]).Should().Be(command);

    [Fact]
    public async Task Diff_says_what_a_variant_adds_leaves_out_and_changes()
    {
        Write("t.bpmn", Process.Replace("<bpmn:endEvent id=\"e\" />", "<bpmn:userTask id=\"u\" name=\"Review\" /><bpmn:endEvent id=\"e\" name=\"Done\" />", StringComparison.Ordinal));
        Write("v.bpmn", Process.Replace("<bpmn:endEvent id=\"e\" />", "<bpmn:callActivity id=\"c\" name=\"Safer Me\" /><bpmn:endEvent id=\"e\" name=\"Ended\" />", StringComparison.Ordinal));

        var (status, output, _) = await RunAsync("diff", Path.Combine(_folder.FullName, "t.bpmn"), Path.Combine(_folder.FullName, "v.bpmn"));

        status.Should().Be(0);
        output.ReplaceLineEndings("\n").Should().Be("""
            left out   user task "Review"
            added      call activity "Safer Me"
            changed    end event "Ended": name is now "Ended", and was "Done"
            3 differences

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Diff_needs_two_files_that_can_be_read()
    {
        Write("t.bpmn", Process);

        var (status, _, errors) = await RunAsync("diff", Path.Combine(_folder.FullName, "t.bpmn"), Path.Combine(_folder.FullName, "missing.bpmn"));

        status.Should().Be(2);
        errors.Should().Contain("missing.bpmn cannot be read");
    }

    [Fact]
    public void Without_arguments_it_is_the_web_application() => Commands.Include([]).Should().BeFalse();

    [Fact]
    public async Task Rehearse_prints_a_line_for_each_scenario_and_a_count()
    {
        Write("p.bpmn", Process);
        Write("good/ends.scenario.json", """{"definitions": ["../p.bpmn"], "process": "p", "steps": [{"start": {}}, {"expect": {"ended": true}}]}""");
        Write("bad.scenario.json", """{"definitions": ["p.bpmn"], "process": "p", "steps": [{"start": {}}, {"expect": {"tasks": ["a"]}}]}""");

        var (status, output, _) = await RunAsync("rehearse", _folder.FullName);

        status.Should().Be(1);
        output.ReplaceLineEndings("\n").Should().Be("""
            FAIL  bad.scenario.json: step 2: expected open tasks [a], found []
            PASS  good/ends.scenario.json
            2 scenarios: 1 passed, 1 failed

            """);
        (await RunAsync("rehearse", Path.Combine(_folder.FullName, "good"))).Status.Should().Be(0);
    }

    [Fact]
    public async Task Rehearse_can_print_one_object_for_each_scenario()
    {
        Write("bad.scenario.json", """{"steps": [{"cancel": {}}]}""");

        var (status, output, _) = await RunAsync("rehearse", _folder.FullName, "--json");

        status.Should().Be(1);
        using var line = JsonDocument.Parse(output);
        line.RootElement.GetProperty("scenario").GetString().Should().Be("bad.scenario.json");
        line.RootElement.GetProperty("passed").GetBoolean().Should().BeFalse();
        line.RootElement.GetProperty("step").GetInt32().Should().Be(1);
        line.RootElement.GetProperty("message").GetString().Should().Be("no instance has started");
    }

    [Theory]
    [InlineData("rehearse")]
    [InlineData("rehearse", "/nowhere")]
    [InlineData("rehearse", "--jsn", ".")]
    [InlineData("validate", "/nowhere")]
    [InlineData("decide", "/nowhere.dmn", "--decision", "d")]
    [InlineData("decide", "/", "--decision", "d")]
    [InlineData("decide", "--decision", "d")]
    [InlineData("dmn-tck", "/nowhere")]
    [InlineData("dmn-tck")]
    [InlineData("feel")]
    [InlineData("feel", "1", "--context", "{")]
    [InlineData("feel", "1", "--context", "[]")]
    public async Task Wrong_arguments_give_status_2_and_a_reason(params string[] args)
    {
        var (status, output, errors) = await RunAsync(args);

        status.Should().Be(2);
        output.Should().BeEmpty();
        errors.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Nothing_found_gives_status_2()
    {
        (await RunAsync("rehearse", _folder.FullName)).Status.Should().Be(2);
        (await RunAsync("validate", _folder.FullName)).Status.Should().Be(2);
        (await RunAsync("dmn-tck", _folder.FullName)).Status.Should().Be(2);
    }

    [Fact]
    public async Task Dmn_tck_counts_cases_and_shows_what_failed()
    {
        Write("kit/01/m.dmn", """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="m">
              <decision id="d" name="D"><variable name="D"/><literalExpression><text>1 + 1</text></literalExpression></decision>
            </definitions>
            """);
        const string Case = """<testCase id="{0}"><resultNode name="D" type="decision"><expected><value xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:type="decimal">{1}</value></expected></resultNode></testCase>""";
        Write("kit/01/m-test-01.xml", $"<testCases><modelName>m.dmn</modelName>{string.Format(null, Case, "001", 2)}{string.Format(null, Case, "002", 3)}</testCases>");
        Write("kit/02/bad-test-01.xml", "<testCases>");
        var csv = Path.Combine(_folder.FullName, "results.csv");

        var (status, output, _) = await RunAsync("dmn-tck", Path.Combine(_folder.FullName, "kit"), "--csv", csv);

        status.Should().Be(1);
        output.ReplaceLineEndings("\n").Should().StartWith("""
            FAIL  01: 1 of 2 cases
                m-test-01.xml 002: D: expected 3, found 2
            FAIL  02: 0 of 1 cases
                bad-test-01.xml
            """).And.EndWith("1 of 3 cases\n");
        File.ReadAllLines(csv).Should().StartWith(["\"01\",\"m-test-01\",\"001\",\"SUCCESS\"", "\"01\",\"m-test-01\",\"002\",\"ERROR\""]);
        (await RunAsync("dmn-tck", _folder.FullName, "--csv", Path.Combine(_folder.FullName, "no", "where.csv"))).Status.Should().Be(2);
    }

    [Fact]
    public async Task Validate_says_what_is_wrong_and_where()
    {
        Write("good.bpmn", Process);
        Write("bad.bpmn", Process.Replace("targetRef=\"e\"", "targetRef=\"nowhere\"", StringComparison.Ordinal));

        var (status, output, _) = await RunAsync("validate", _folder.FullName);

        status.Should().Be(1);
        output.Should().StartWith("invalid  bad.bpmn").And.Contain("line 2: f:").And.Contain("valid    good.bpmn").And.Contain("2 files: 1 valid, 1 invalid");
        (await RunAsync("validate", "--json", Path.Combine(_folder.FullName, "bad.bpmn"))).Output.Should().Contain("\"element\":\"f\"").And.Contain("\"line\":2");
    }

    [Theory]
    [InlineData("a + 1", "3")]
    [InlineData("= if a > 1 then \"more\" else \"less\"", "\"more\"")]
    [InlineData("working days after(date(\"2026-04-02\"), a)", "2026-04-08")]
    [InlineData("@\"PT1H\"", "PT1H")]
    [InlineData("@\"2026-01-01\" instance of date", "true")]
    public async Task Feel_evaluates_with_the_products_own_functions(string expression, string expected)
    {
        var (status, output, errors) = await RunAsync("feel", expression, "--context", "{\"a\": 2}");

        status.Should().Be(0, errors);
        output.Should().Contain(expected);
    }

    [Theory]
    [InlineData("1 +")]
    [InlineData("@/etc/hostname")]
    public async Task Feel_says_where_an_expression_is_wrong(string expression)
    {
        var (status, _, errors) = await RunAsync("feel", expression);

        status.Should().Be(1);
        errors.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("string lenght(\"a\")", "1:8", "string length")]
    [InlineData("uper case(\"a\")", "1:6", "upper case")]
    [InlineData("cont([1])", "1:1", "count")]
    public async Task Feel_says_which_name_was_perhaps_meant(string expression, string place, string suggestion)
    {
        var (_, _, errors) = await RunAsync("feel", expression);

        errors.Should().StartWith(place).And.Contain($"did you mean '{suggestion}'?");
    }

    [Fact]
    public async Task Decide_explains_which_rule_decided()
    {
        Write("t.dmn", """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="m">
              <decision id="level" name="Level"><decisionTable hitPolicy="FIRST">
                <input label="Age"><inputExpression><text>age</text></inputExpression></input><output name="level"/><annotation name="Why"/>
                <rule><inputEntry><text>&lt; 13</text></inputEntry><outputEntry><text>"high"</text></outputEntry><annotationEntry><text>a young child</text></annotationEntry></rule>
                <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"low"</text></outputEntry><annotationEntry><text/></annotationEntry></rule>
              </decisionTable></decision>
            </definitions>
            """);
        var file = Path.Combine(_folder.FullName, "t.dmn");

        var (status, output, _) = await RunAsync("decide", file, "--decision", "Level", "--input", "{\"age\": 9}", "--explain");

        status.Should().Be(0);
        output.ReplaceLineEndings("\n").Should().Be("""
            "high"
            Level (FIRST)
                Age = 9
                rule 1: < 13 -> "high"
                    Why: a young child

            """);
        (await RunAsync("decide", file, "--decision", "Levle")).Errors.Should().Contain("Level");
        (await RunAsync("decide", file, "--decision", "Levle")).Status.Should().Be(2);
    }

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await Commands.RunAsync(args, output, errors), output.ToString(), errors.ToString());
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
