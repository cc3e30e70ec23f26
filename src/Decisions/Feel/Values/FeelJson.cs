using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Peninsula.Decisions.Feel.Values;

/// <summary>
/// FEEL values as JSON and back. Numbers keep their 34 digits, objects keep their order.
/// Temporal values, ranges and functions have no JSON kind and are written as strings.
/// </summary>
public static class FeelJson
{
    /// <summary>How deep lists and objects may nest.</summary>
    public const int MaxDepth = 100;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        MaxDepth = MaxDepth * 2,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads one JSON value.</summary>
    /// <exception cref="JsonException">The text is not JSON, nests too deep, or has a number out of range.</exception>
    public static FeelValue Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads one JSON value from UTF-8.</summary>
    /// <exception cref="JsonException">The text is not JSON, nests too deep, or has a number out of range.</exception>
    public static FeelValue Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        reader.Read();
        var value = Read(ref reader);
        if (reader.Read())
        {
            throw new JsonException("there is text after the JSON value");
        }

        return value;
    }

    /// <summary>Reads the value at which the reader stands; leaves it on the value's last token.</summary>
    /// <exception cref="JsonException">The text is not JSON, nests too deep, or has a number out of range.</exception>
    public static FeelValue Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => FeelValue.Null,
        JsonTokenType.True => FeelValue.True,
        JsonTokenType.False => FeelValue.False,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.StartObject => ReadContext(ref reader),
        _ => throw new JsonException($"a value was expected, not {reader.TokenType}"),
    };

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                writer.WriteNullValue();
                break;
            case FeelKind.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case FeelKind.Number when value.Number.TryToInt64(out var whole):
                writer.WriteNumberValue(whole);
                break;
            case FeelKind.Number:
                writer.WriteRawValue(value.Number.ToString(), skipInputValidation: true);
                break;
            case FeelKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items.Span)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case FeelKind.Context:
                writer.WriteStartObject();
                var entries = value.Entries;
                for (var i = 0; i < entries.Count; i++)
                {
                    writer.WritePropertyName(entries.NameSpan[i]);
                    Write(writer, entries.ValueSpan[i]);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(FeelText.Plain(value));
                break;
        }
    }

    /// <summary>The value as compact JSON.</summary>
    public static string ToJson(FeelValue value) => Encoding.UTF8.GetString(ToUtf8(value));

    /// <summary>The value as compact JSON in UTF-8.</summary>
    public static byte[] ToUtf8(FeelValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// The value restricted to what JSON knows, as variables are stored: temporal values become ISO 8601 strings,
    /// ranges and functions their text, throughout lists and contexts.
    /// </summary>
    public static FeelValue AsJsonKinds(FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String:
                return value;
            case FeelKind.List:
                return FeelValue.List(value.Items.Select(AsJsonKinds));
            case FeelKind.Context:
                return FeelContext.From(value.Entries.Select(e => KeyValuePair.Create(e.Key, AsJsonKinds(e.Value))));
            default:
                return FeelText.Plain(value);
        }
    }

    private static FeelNumber ReadNumber(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence && reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        var bytes = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return FeelNumber.TryParse(Encoding.ASCII.GetString(bytes), out var number)
            ? number
            : throw new JsonException("a number is out of range");
    }

    private static FeelList ReadList(ref Utf8JsonReader reader)
    {
        var items = new List<FeelValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader));
        }

        return FeelList.Of([.. items]);
    }

    private static FeelContext ReadContext(ref Utf8JsonReader reader)
    {
        var builder = new FeelContext.Builder(4);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            builder.Set(name, Read(ref reader));
        }

        return builder.Build();
    }
}
