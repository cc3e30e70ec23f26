using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Peninsula.Host.Api.Conventions;

/// <summary>A 64-bit key as the API shows it: a string of decimal digits, since JavaScript's numbers are too small for it.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct Key(long Value) : IParsable<Key>
{
    public static implicit operator Key(long value) => new(value);

    public static Key? Of(long? value) => value is { } key ? new Key(key) : null;

    public static Key Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var key) ? key : throw new FormatException($"\"{s}\" is no key.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Key result)
    {
        var isKey = long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        result = value;
        return isKey;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private sealed class Converter : JsonConverter<Key>
    {
        public override Key Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.String when TryParse(reader.GetString(), null, out var key) => key,

                // Clients with 64-bit integers send keys as they are.
                JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
                _ => throw new JsonException("A key is a string of decimal digits."),
            };

        public override void Write(Utf8JsonWriter writer, Key value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
