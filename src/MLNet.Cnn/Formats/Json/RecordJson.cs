using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MLNet.Cnn;

/// <summary>Definitions as JSON objects: every setting by its name. A setting that a file lacks has its default; one that the definition lacks is refused.</summary>
internal static class RecordJson
{
    // Which record of a family it is, beside its settings.
    private const string TypeMember = "type";

    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false), new ShapeConverter(), new ValueListConverter(), new DefinitionConverter<Initializer>() },
    };

    public static JsonObject Write(object definition)
    {
        var settings = new JsonObject();
        foreach (var property in SettingsOf(definition.GetType()))
            settings[property.Name] = JsonSerializer.SerializeToNode(property.GetValue(definition), property.PropertyType, Options);
        return settings;
    }

    public static object Read(Type type, JsonElement settings)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        string[] known = [.. constructor.GetParameters().Select(parameter => parameter.Name!), .. SettingsOf(type).Select(property => property.Name)];
        if (settings.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => name != TypeMember && !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new InvalidDataException($"{type.Name} has no setting '{unknown}'. {StoredFormat.Cause}");
        object?[] arguments = [.. constructor.GetParameters().Select(parameter =>
            Find(settings, parameter.Name!) is { } value ? Value(value, parameter.ParameterType)
            : parameter.HasDefaultValue ? parameter.DefaultValue
            : throw new InvalidDataException($"{type.Name} lacks the setting '{parameter.Name}'."))];
        object definition = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        foreach (var property in SettingsOf(type))
        {
            if (Find(settings, property.Name) is { } value)
                property.SetValue(definition, Value(value, property.PropertyType) ?? NullFor(type, property));
        }
        return definition;
    }

    private static IEnumerable<PropertyInfo> SettingsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static JsonElement? Find(JsonElement settings, string name)
    {
        foreach (var property in settings.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }
        return null;
    }

    private static object? NullFor(Type type, PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState != NullabilityState.NotNull
            ? null
            : throw new InvalidDataException($"{type.Name}: the setting '{property.Name}' must not be null.");

    private static object? Value(JsonElement element, Type type) => element.Deserialize(type, Options);

    private sealed class ShapeConverter : JsonConverter<Shape>
    {
        public override Shape Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<int[]>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Dimensions.AsEnumerable(), options);
    }

    private sealed class ValueListConverter : JsonConverter<ValueList>
    {
        public override ValueList Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            ValueList.Create(JsonSerializer.Deserialize<float[]>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, ValueList value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }

    /// <summary>A closed family of records: the type's name beside its settings.</summary>
    private sealed class DefinitionConverter<T> : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            string name = document.RootElement.GetProperty(TypeMember).GetString()!;
            var known = typeof(T).Assembly.GetTypes().FirstOrDefault(t => t.IsSubclassOf(typeof(T)) && t.Name == name)
                ?? throw new InvalidDataException($"This version of MLNet.Cnn has no {typeof(T).Name} of the type '{name}'.");
            return (T)RecordJson.Read(known, document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var settings = RecordJson.Write(value);
            settings.Insert(0, TypeMember, value.GetType().Name);
            settings.WriteTo(writer, options);
        }
    }
}
