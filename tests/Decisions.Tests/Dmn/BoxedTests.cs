using static Peninsula.Decisions.Tests.Dmn.Drg;

namespace Peninsula.Decisions.Tests.Dmn;

/// <summary>Every boxed expression (DMN 1.5, 10.2.2), by itself and within others.</summary>
public class BoxedTests
{
    private static readonly string Children = Relation("name age", "\"A\" 9", "\"B\" 15", "\"C\" null");

    public static TheoryData<string, string, string> Expressions() => new()
    {
        { "list", List("1", "\"a\"", "null"), "[1, \"a\", null]" },
        { "empty list", "<list/>", "[]" },
        { "list of boxes", $"<list>{List("1")}<context>{Entry("a", Literal("2"))}</context></list>", "[[1], {a: 2}]" },
        { "typed list", "<list typeRef=\"tNumbers\">" + Literal("1") + Literal("\"a\"") + "</list>", "null" },
        { "relation", Children, "[{name: \"A\", age: 9}, {name: \"B\", age: 15}, {name: \"C\", age: null}]" },
        { "relation with spaces", "<relation><column name=\"first name\"/><row>" + Literal("\"A\"") + "</row></relation>", "[{\"first name\": \"A\"}]" },
        { "context", $"<context>{Entry("a", Literal("1"))}{Entry("b c", Literal("a + 1"))}</context>", "{a: 1, \"b c\": 2}" },
        { "context with a result", $"<context>{Entry("a b", Literal("1"))}{Entry(null, Literal("a b + 1"))}</context>", "2" },
        { "context in a context", $"<context>{Entry("a", $"<context>{Entry("b", Literal("1"))}</context>")}{Entry(null, Literal("a.b"))}</context>", "1" },
        { "function", $"<context>{Entry("f", Function("x", Literal("x * 2")))}{Entry(null, Literal("f(4)"))}</context>", "8" },
        { "function that calls itself", $"<context>{Entry("f", Function("n:number", Literal("if n < 2 then 1 else n * f(n - 1)")))}{Entry(null, Literal("f(5)"))}</context>", "120" },
        { "function by name", $"<context>{Entry("f", Function("a b;c", Literal("a b - c")))}{Entry(null, Literal("f(c: 1, a b: 3)"))}</context>", "2" },
        { "invocation", Invocation("abs", "n", Literal("-3")), "3" },
        { "invocation of what a context has", $"<context>{Entry("f", Function("x", Literal("x + 1")))}{Entry(null, Invocation("f", "x", Literal("1")))}</context>", "2" },
        { "invocation of nothing", Invocation("nothing", "x", Literal("1")), "null" },
        { "conditional", Conditional("true", "1", "2"), "1" },
        { "conditional on null", Conditional("null", "1", "2"), "2" },
        { "conditional without a branch", $"<conditional><if>{Literal("true")}</if><then>{Literal("1")}</then></conditional>", "1" },
        { "filter", Filter(Children, "item.age > 10"), "[{name: \"B\", age: 15}]" },
        { "filter by an entry", Filter(Children, "age > 10"), "[{name: \"B\", age: 15}]" },
        { "filter by place", Filter(Children, "2"), "{name: \"B\", age: 15}" },
        { "filter of one value", Filter(Literal("5"), "item > 3"), "[5]" },
        { "filter of null", Filter(Literal("null"), "item > 3"), "null" },
        { "for", Iterator("for", "c", Children, "return", "c.age"), "[9, 15, null]" },
        { "for over a range", Iterator("for", "i", Literal("[1..3]"), "return", "i * i"), "[1, 4, 9]" },
        { "for with what there is so far", Iterator("for", "i", Literal("[1..4]"), "return", "count(partial)"), "[0, 1, 2, 3]" },
        { "for over null", Iterator("for", "i", Literal("null"), "return", "i"), "null" },
        { "for in for", Iterator("for", "i", List("1", "2"), "return", null, Iterator("for", "k", List("10", "20"), "return", "i + k")), "[[11, 21], [12, 22]]" },
        { "every", Iterator("every", "c", Children, "satisfies", "c.name != null"), "true" },
        { "every, undecided", Iterator("every", "c", Children, "satisfies", "c.age > 1"), "null" },
        { "every of none", Iterator("every", "c", "<list/>", "satisfies", "false"), "true" },
        { "some", Iterator("some", "c", Children, "satisfies", "c.age > 10"), "true" },
        { "some of none", Iterator("some", "c", "<list/>", "satisfies", "true"), "false" },
        { "some, undecided", Iterator("some", "c", Children, "satisfies", "c.age > 99"), "null" },
        { "a table in a context", $"<context>{Entry("age", Literal("9"))}{Entry(null, Age)}</context>", "\"child\"" },
        { "a table in a function", $"<context>{Entry("f", Function("age:number", Age))}{Entry(null, Literal("f(40)"))}</context>", "\"adult\"" },
        { "a table in a filter", $"<filter><in>{List("9", "40")}</in><match>{Invocation("function(x) x > 10", "x", Literal("item"))}</match></filter>", "[40]" },
        { "a comment in the text", Literal("1 + /* two */ 2 // and the end"), "3" },
        { "a function of Java", $"<context>{Entry("f", "<functionDefinition kind=\"Java\">" + Parameters("x") + "</functionDefinition>")}{Entry(null, Literal("f(1)"))}</context>", "null" },
        { "another language", "<literalExpression expressionLanguage=\"http://www.w3.org/1999/XPath\"><text>1</text></literalExpression>", "null" },
    };

    private static string Age => """
        <decisionTable hitPolicy="UNIQUE"><input><inputExpression><text>age</text></inputExpression></input><output/>
          <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"child"</text></outputEntry></rule>
          <rule><inputEntry><text>&gt;= 18</text></inputEntry><outputEntry><text>"adult"</text></outputEntry></rule>
        </decisionTable>
        """;

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Evaluates(string what, string logic, string expected) => Value(
        Xml("<itemDefinition name=\"tNumbers\" isCollection=\"true\"><typeRef>number</typeRef></itemDefinition>", Decision("D", logic)), "D")
        .Should().Be(expected, what);

    private static string List(params string[] items) => $"<list>{string.Concat(items.Select(i => Literal(i)))}</list>";

    private static string Relation(string columns, params string[] rows) =>
        $"<relation>{string.Concat(columns.Split(' ').Select(c => $"<column name=\"{c}\"/>"))}{string.Concat(rows.Select(r => $"<row>{string.Concat(r.Split(' ').Select(c => Literal(c)))}</row>"))}</relation>";

    private static string Function(string parameters, string logic) => $"<functionDefinition>{Parameters(parameters)}{logic}</functionDefinition>";

    private static string Invocation(string function, string parameter, string argument) =>
        $"<invocation>{Literal(function)}<binding><parameter name=\"{parameter}\"/>{argument}</binding></invocation>";

    private static string Conditional(string condition, string then, string otherwise) =>
        $"<conditional><if>{Literal(condition)}</if><then>{Literal(then)}</then><else>{Literal(otherwise)}</else></conditional>";

    private static string Filter(string source, string match) => $"<filter><in>{source}</in><match>{Literal(match)}</match></filter>";

    private static string Iterator(string kind, string variable, string source, string element, string? text, string? logic = null) =>
        $"<{kind} iteratorVariable=\"{variable}\"><in>{source}</in><{element}>{logic ?? Literal(text!)}</{element}></{kind}>";
}
