using System.Reflection;
using NodaTime;
using Peninsula.Activities.Feel;
using Peninsula.Decisions.Feel;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Activities.Jobs;

/// <summary>
/// Makes a record from named values: each parameter of its constructor is the variable of the same name with a small first
/// letter. Every parameter that is missing or of the wrong type is named at once.
/// </summary>
internal sealed class RecordBinder<T>
    where T : class
{
    private readonly DateTimeZone _zone;
    private readonly ConstructorInfo _constructor;
    private readonly Field[] _fields;

    /// <param name="zone">In which a date and time that names none is read.</param>
    public RecordBinder(DateTimeZone zone)
    {
        _zone = zone;
        _constructor = typeof(T).GetConstructors().Single();
        var nullability = new NullabilityInfoContext();
        _fields = [.. _constructor.GetParameters().Select(parameter => new Field(parameter, nullability))];
    }

    public T? Bind(IFeelScope values, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var arguments = _fields.Select(field => field.Read(values, _zone, found)).ToArray();
        problems = found;
        return found.Count == 0 ? (T)_constructor.Invoke(arguments) : null;
    }

    private sealed class Field
    {
        private readonly string _name;
        private readonly Type _type;
        private readonly bool _optional;
        private readonly object? _default;

        public Field(ParameterInfo parameter, NullabilityInfoContext nullability)
        {
            _name = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];
            _type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            _optional = parameter.HasDefaultValue || nullability.Create(parameter).WriteState == NullabilityState.Nullable;
            _default = parameter.HasDefaultValue ? parameter.DefaultValue : null;
            if (!Readers.ContainsKey(_type))
            {
                throw new InvalidOperationException($"{typeof(T).Name}.{parameter.Name}: no variable can be read as {_type.Name}.");
            }
        }

        public object? Read(IFeelScope values, DateTimeZone zone, List<string> problems)
        {
            if (!values.TryGet(_name, out var value) || value.IsNull)
            {
                if (!_optional)
                {
                    problems.Add($"\"{_name}\" is missing");
                }

                return _default;
            }

            var (wanted, read) = Readers[_type];
            if (read(value, zone) is { } result)
            {
                return result;
            }

            problems.Add($"\"{_name}\" must be {wanted}, not {Kind(value)}");
            return _default;
        }

        // The kind and not the value: a variable may hold what must not be written into an incident.
        private static string Kind(FeelValue value) => value.Kind switch
        {
            FeelKind.String => "a text",
            FeelKind.Number => "a number",
            FeelKind.Boolean => "true or false",
            FeelKind.List => "a list",
            _ => $"a {value.Kind.ToString().ToLowerInvariant()}",
        };
    }

    private static readonly Dictionary<Type, (string Wanted, Func<FeelValue, DateTimeZone, object?> Read)> Readers = new()
    {
        [typeof(string)] = ("a text", (value, _) => value.TryGetString(out var text) ? text : null),
        [typeof(bool)] = ("true or false", (value, _) => value.TryGetBoolean(out var flag) ? flag : null),
        [typeof(int)] = ("a whole number", (value, _) => value.TryGetInt32(out var number) ? number : null),
        [typeof(decimal)] = ("a number", (value, _) => value.TryGetDecimal(out var number) ? number : null),
        [typeof(Instant)] = ("a date and time", (value, zone) => Moments.TryReadInstant(value, zone, out var at) ? at : null),
        [typeof(IReadOnlyList<string>)] = ("a list of texts, or texts separated by commas", (value, _) => Texts(value)),
        [typeof(FeelContext)] = ("a context", (value, _) => value.TryGetContext(out var context) ? context : null),
    };

    private static string[]? Texts(FeelValue value)
    {
        if (value.TryGetString(out var joined))
        {
            return joined.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        if (!value.TryGetList(out var items))
        {
            return null;
        }

        var texts = items.Select(item => item.TryGetString(out var text) ? text : null).OfType<string>().ToArray();
        return texts.Length == items.Count ? texts : null;
    }
}
