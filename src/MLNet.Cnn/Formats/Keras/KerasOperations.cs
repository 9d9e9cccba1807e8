using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Operations that stand in a model as if they were layers, because somebody wrote <c>x + 3</c> or <c>x / 6</c>; what is linear in x is a <see cref="Rescaling"/>.</summary>
/// <remarks>Source: keras/src/ops/numpy.py. Those of two tensors are the merging layers of the same names.</remarks>
internal static class KerasOperations
{
    private static readonly HashSet<string> Classes = ["Add", "Subtract", "Multiply", "Divide", "TrueDivide", "Negative", "Maximum", "Minimum", "Power"];

    /// <summary>Whether an application may be given a number.</summary>
    public static bool Contain(KerasLayerConfig config) => Classes.Contains(config.ClassName);

    /// <summary>A number as it is, or in the envelope of an array of no dimensions.</summary>
    public static double? NumberIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Object when value.TryGetProperty("config", out var array) && array.ValueKind == JsonValueKind.Object
            && array.TryGetProperty("value", out var inner) && inner.ValueKind == JsonValueKind.Number => inner.GetDouble(),
        _ => null,
    };

    /// <summary>The layer that computes an operation with a number, to the last digit of float32.</summary>
    /// <exception cref="NotSupportedException">The operation is not linear; the message names the layer.</exception>
    public static Layer WithNumber(KerasLayerConfig config, KerasNumber number)
    {
        double value = number.Value;
        var layer = (config.ClassName, number.IsFirst) switch
        {
            ("Add", _) => new Rescaling(1, value),
            ("Subtract", false) => new Rescaling(1, -value),
            ("Subtract", true) => new Rescaling(-1, value),
            ("Multiply", _) => new Rescaling(value),
            ("Divide" or "TrueDivide", false) when value != 0 => new Rescaling(1 / value),
            _ => throw new NotSupportedException(FormattableString.Invariant(
                $"{config.Title}: the operation with the number {value}{(number.IsFirst ? " in front" : "")} is not supported; x + a, x - a, a - x, x * a and x / a are. Replace it by layers and save the model again.")),
        };
        config.RefuseUnread();
        return layer;
    }
}
