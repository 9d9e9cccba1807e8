using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>A definition as a short text: its type, and those of its settings that it must have or that differ from their defaults.</summary>
internal static class DefinitionText
{
    /// <param name="definition">A record with settings.</param>
    /// <param name="hidden">A setting that is shown elsewhere.</param>
    public static string Of(object definition, string? hidden = null)
    {
        var type = definition.GetType();
        var required = RequiredSettings(type);
        object plain = RecordJson.Read(type, Only(required, definition));
        string settings = string.Join(", ", type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.Name != hidden)
            .Select(property => (property.Name, Value: property.GetValue(definition), Default: property.GetValue(plain)))
            .Where(setting => required.Contains(setting.Name) || !Equals(setting.Value, setting.Default))
            .Select(setting => $"{setting.Name} {Text(setting.Value)}"));
        return settings.Length == 0 ? type.Name : $"{type.Name} ({settings})";
    }

    /// <summary>A setting, which may be a definition itself.</summary>
    private static string? Text(object? setting) => setting switch
    {
        ParameterGroups groups => $"[{string.Join(", ", groups.Select(group => Of(group)))}]",
        Lookahead lookahead => Of(lookahead),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        _ => Convert.ToString(setting, CultureInfo.InvariantCulture),
    };

    private static HashSet<string> RequiredSettings(Type type) => new(
        type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters()
            .Where(parameter => !parameter.HasDefaultValue).Select(parameter => parameter.Name!),
        StringComparer.OrdinalIgnoreCase);

    private static JsonElement Only(HashSet<string> names, object definition) => JsonSerializer.SerializeToElement(
        new JsonObject(RecordJson.Write(definition).Where(setting => names.Contains(setting.Key)).Select(setting => KeyValuePair.Create(setting.Key, setting.Value?.DeepClone()))));
}
