using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Peninsula.Casework.Words;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Persistence.Files;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Casework.Exporting;

/// <summary>Writes a case into a folder of its own: a page to read, a file for programs with the chain, and the pathways that it ran. Nothing in it needs this service.</summary>
public static class ExportFolder
{
    private static readonly JsonSerializerOptions Options = Create();

    public static async Task WriteAsync(CaseExport export, Names names, Moments moments, string folder, CancellationToken cancel)
    {
        PrivateFile.Folder(folder);
        await WriteAsync(Path.Combine(folder, "case.html"), Encoding.UTF8.GetBytes(new ExportPage(names, moments).Of(export)), cancel);
        await WriteAsync(Path.Combine(folder, "case.json"), JsonSerializer.SerializeToUtf8Bytes(Shape(export), Options), cancel);
        var pathways = PrivateFile.Folder(Path.Combine(folder, "pathways"));
        foreach (var pathway in export.Parts.SelectMany(part => part.Pathways).DistinctBy(pathway => pathway.Key))
        {
            // The name came with a deployment and may hold anything; the key does not.
            await WriteAsync(Path.Combine(pathways.FullName, $"{pathway.Key}.bpmn"), pathway.Content, cancel);
        }
    }

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancel)
    {
        await using var file = PrivateFile.Create(path);
        await file.WriteAsync(content, cancel);
    }

    private static object Shape(CaseExport export) => new
    {
        export.Reference,
        Parts = export.Parts.Select(part => new
        {
            part.Case,
            Variables = part.File?.Variables,
            Decisions = part.File?.Decisions,
            part.Tasks,
            part.Escalations,
            Chain = new
            {
                Rule = "hash = SHA-256(previous hash, then as 64-bit little-endian numbers: instance, version, time in 100 ns since 1970, bytes in 'by' or -1 for none; "
                    + "then 'by' in UTF-8, bytes in 'command' as a 32-bit little-endian number, 'command' in UTF-8, the event bytes). The hash before the first is 32 zero bytes.",
                Verified = part.Broken is null,
                part.Broken,
                Entries = part.History.Select(entry => new
                {
                    entry.Version,
                    entry.At,
                    Time = entry.At.ToUnixTimeTicks(),
                    entry.By,
                    entry.Command,
                    Events = EventCodec.Read(entry.Events).Select(happened => new { Kind = happened.GetType().Name, What = (object)happened }),
                    EventBytes = Convert.ToBase64String(entry.Events.Span),
                    Hash = Convert.ToHexStringLower(entry.Hash.Span),
                }),
            },
            Pathways = part.Pathways.Select(pathway => new { pathway.Key, pathway.Id, pathway.Version, pathway.Name }),
        }),
        export.Reads,
        export.Notices,
        export.NoticesRead,
        export.Openings,
        export.Named,
    };

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, MaxDepth = 1024, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new Values());
        options.Converters.Add(new Contexts());
        return options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }

    private sealed class Values : JsonConverter<FeelValue>
    {
        public override FeelValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, FeelValue value, JsonSerializerOptions options) => FeelJson.Write(writer, value);
    }

    private sealed class Contexts : JsonConverter<FeelContext>
    {
        public override FeelContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, FeelContext value, JsonSerializerOptions options) => FeelJson.Write(writer, value);
    }
}
