namespace MLNet.Cnn;

/// <summary>Where the weights of layers stand in Keras 3's weight files.</summary>
/// <remarks>
/// The path of a layer is its class in snake case, counted per class in the order of the layers; its name does not matter. Source:
/// <c>_save_container_state</c> in keras/src/saving/saving_lib.py.
/// </remarks>
internal static class KerasPaths
{
    /// <summary>One path for each layer of a model.</summary>
    public static string[] Of(IReadOnlyList<KerasLayerConfig> layers, string model)
    {
        var counts = new Dictionary<string, int>();
        return [.. layers.Select(layer =>
        {
            string kind = LayerNames.SnakeCase(layer.ClassName);
            int count = counts[kind] = counts.GetValueOrDefault(kind, -1) + 1;
            string folder = model.Length == 0 ? "layers" : $"{model}/layers";
            return count == 0 ? $"{folder}/{kind}" : FormattableString.Invariant($"{folder}/{kind}_{count}");
        })];
    }
}
