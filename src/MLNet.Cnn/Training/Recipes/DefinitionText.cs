using System.Globalization;
using System.Reflection;

namespace MLNet.Cnn;

/// <summary>A definition as a short text: its type, and those of its settings that it must have or that differ from their defaults.</summary>
internal static class DefinitionText
{
    /// <param name="definition">A record with settings.</param>
    /// <param name="hidden">A setting that is shown elsewhere.</param>
    public static string Of(object definition, string? hidden = null)
    {
        var properties = definition.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToList();
        var parameters = ConstructorOf(definition).GetParameters();
        object plain = Plain(definition, properties);
        string settings = string.Join(", ", properties
            .Where(property => property.Name != hidden)
            .Select(property => (property.Name, Value: property.GetValue(definition), Default: property.GetValue(plain)))
            .Where(setting => parameters.Any(parameter => !parameter.HasDefaultValue && IsNamed(parameter, setting.Name)) || !Equals(setting.Value, setting.Default))
            .Select(setting => $"{setting.Name} {Text(setting.Value)}"));
        return settings.Length == 0 ? definition.GetType().Name : $"{definition.GetType().Name} ({settings})";
    }

    /// <summary>A setting, which may be a definition itself.</summary>
    private static string? Text(object? setting) => setting switch
    {
        ParameterGroups groups => $"[{string.Join(", ", groups.Select(group => Of(group)))}]",
        Lookahead lookahead => Of(lookahead),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        _ => Convert.ToString(setting, CultureInfo.InvariantCulture),
    };

    /// <summary>A definition of the same type with defaults wherever there are any.</summary>
    private static object Plain(object definition, IReadOnlyList<PropertyInfo> properties)
    {
        var constructor = ConstructorOf(definition);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
        {
            if (parameter.HasDefaultValue)
                return parameter.DefaultValue;
            object? value = properties.FirstOrDefault(property => IsNamed(parameter, property.Name))?.GetValue(definition);
            // A parameter may be a short form of its setting. Such a setting is shown in any case, so that anything may stand for it here.
            return parameter.ParameterType.IsInstanceOfType(value) ? value : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
        })]);
    }

    private static ConstructorInfo ConstructorOf(object definition) => definition.GetType().GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;

    private static bool IsNamed(ParameterInfo parameter, string setting) => setting.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase);
}
