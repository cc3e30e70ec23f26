using Peninsula.Host.CommandLine;

namespace Peninsula.Conformance.Support;

/// <summary>Runs the program's commands as somebody at a terminal would.</summary>
internal static class Terminal
{
    public static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await Commands.RunAsync(args, output, errors);
        return (status, output.ToString(), errors.ToString());
    }
}
