using Peninsula.Decisions.Feel.Checking;
using Peninsula.Decisions.Feel.Syntax;

namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>A node that FEEL's grammar does not have, such as a decision table: it makes its own code.</summary>
internal abstract record CustomNode(int Position) : FeelNode(Position)
{
    public abstract Code Compile(Compiler compiler);

    /// <summary>Finds what goes wrong within, whatever the values; gives what is known of the result.</summary>
    public abstract StaticType Check(TypeCheck check);
}

/// <summary>An expression with a text of its own within a boxed one.</summary>
internal sealed record SourceNode(FeelNode Inner, FeelSource Source) : CustomNode(0)
{
    public override Code Compile(Compiler compiler)
    {
        var outer = compiler.Source;
        compiler.Source = Source;
        var code = new SourceCode(compiler.Compile(Inner), Source, 0);
        compiler.Source = outer;
        return code;
    }

    public override StaticType Check(TypeCheck check) => check.Within(Source, () => check.Of(Inner));
}
