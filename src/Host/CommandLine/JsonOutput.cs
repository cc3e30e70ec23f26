using System.Text.Encodings.Web;
using System.Text.Json;

namespace Peninsula.Host.CommandLine;

/// <summary>How commands write JSON.</summary>
internal static class JsonOutput
{
    /// <summary>For terminals and tools, not for web pages: quotes and accents stay readable.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
