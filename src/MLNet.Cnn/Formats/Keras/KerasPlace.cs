using System.Globalization;

namespace MLNet.Cnn;

/// <summary>Where the weights of a layer stand in a file of Keras.</summary>
/// <remarks>
/// Keras 3 finds them by a path, which is the layer's class in snake case, counted per class in the order of the layers; its name does not matter.
/// Keras' older files have a list of weights for each layer of the outermost model, nested ones whole. Source: <c>_save_container_state</c> in
/// keras/src/saving/saving_lib.py, <c>save_weights_to_hdf5_group</c> in keras/src/legacy/saving/legacy_h5_format.py.
/// </remarks>
/// <param name="Title">How messages call the layer.</param>
/// <param name="Path">The group in a file of Keras 3: <c>layers/conv2d_1</c>.</param>
/// <param name="Outer">The name of the outermost model's layer that it is, or is in.</param>
/// <param name="Order">Its number among the layers, nested models from outside in; to be compared character by character.</param>
internal sealed record KerasPlace(string Title, string Path, string Outer, string Order)
{
    /// <summary>The number of the outermost model's layer.</summary>
    public string OuterOrder => Order.Split('/')[0];

    /// <summary>One place for each layer of a model.</summary>
    /// <param name="layers">The class, name and title of each, in the order of <c>model.layers</c>.</param>
    /// <param name="model">The place of the model itself, if it is inside of another.</param>
    public static KerasPlace[] Of(IEnumerable<(string Class, string Name, string Title)> layers, KerasPlace? model = null)
    {
        var counts = new Dictionary<string, int>();
        return [.. layers.Select((layer, index) =>
        {
            string kind = LayerNames.SnakeCase(layer.Class);
            int count = counts[kind] = counts.GetValueOrDefault(kind, -1) + 1;
            string folder = model is null ? "layers" : $"{model.Path}/layers";
            string number = index.ToString("D8", CultureInfo.InvariantCulture);
            return new KerasPlace(
                layer.Title,
                count == 0 ? $"{folder}/{kind}" : FormattableString.Invariant($"{folder}/{kind}_{count}"),
                model?.Outer ?? layer.Name,
                model is null ? number : $"{model.Order}/{number}");
        })];
    }
}
