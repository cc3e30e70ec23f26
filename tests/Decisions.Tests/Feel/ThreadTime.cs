using System.Diagnostics;
using System.Globalization;

namespace Peninsula.Decisions.Tests.Feel;

/// <summary>What the processor has spent on this thread: other work on the machine does not count. On Linux; elsewhere the clock.</summary>
internal static class ThreadTime
{
    private const string Statistics = "/proc/thread-self/schedstat";

    public static TimeSpan Now => File.Exists(Statistics)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Statistics).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : Stopwatch.GetElapsedTime(0);
}
