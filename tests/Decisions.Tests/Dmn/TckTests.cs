using Peninsula.Decisions.Dmn.Tck;
using static Peninsula.Decisions.Tests.Dmn.Drg;

namespace Peninsula.Decisions.Tests.Dmn;

public sealed class TckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tck");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Finds_imports_where_they_say_they_lie()
    {
        Write("kit/a.dmn", Xml(Import("01/part.dmn"), Decision("D", Literal("part.value"), null, "decision:urn:part#value")));
        Write("kit/b.dmn", Xml(Import("02/part.dmn"), Decision("D", Literal("part.value"), null, "decision:urn:part#value")));
        Write("kit/01/part.dmn", Xml("urn:part", [Decision("value", Literal("1"))]));
        Write("kit/02/part.dmn", Xml("urn:part", [Decision("value", Literal("2"))]));
        Write("kit/a-test-01.xml", Case("a.dmn", 1));
        Write("kit/b-test-01.xml", Case("b.dmn", 2));

        var folder = TckRunner.Run(_folder.FullName).Should().ContainSingle().Subject;

        (folder.Passed, folder.Cases.Count).Should().Be((2, 2));
    }

    [Fact]
    public void Counts_a_model_that_is_missing_or_imports_itself_as_failed()
    {
        Write("a.dmn", Xml("urn:part", [Import("a.dmn"), Decision("D", Literal("part.D"), null, "decision:urn:part#D")]));
        Write("a-test-01.xml", Case("a.dmn", 1));
        Write("b-test-01.xml", Case("b.dmn", 1));

        TckRunner.Run(_folder.FullName).Should().ContainSingle().Which.Passed.Should().Be(0);
    }

    private static string Import(string location) =>
        $"""<import name="part" namespace="urn:part" locationURI="{location}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>""";

    private static string Case(string model, int expected) => $"""
        <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"><modelName>{model}</modelName>
          <testCase id="001"><resultNode name="D" type="decision"><expected>
            <value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="decimal">{expected}</value>
          </expected></resultNode></testCase></testCases>
        """;

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
