namespace MLNet.Cnn.Tests;

/// <summary>What other projects have stored beside their models: an input, and the outputs of the model or of every layer.</summary>
/// <param name="Input">The images.</param>
/// <param name="Outputs">Outputs by the name of the layer.</param>
internal sealed record KerasStoredOutputs(float[] Input, IReadOnlyDictionary<string, float[]> Outputs)
{
    private static readonly string[] _inputs = ["input", "x"], _outputs = ["output", "predictions", "y"];

    /// <summary>All that belongs to a model.</summary>
    /// <remarks>
    /// Either a <c>.npz</c> whose arrays bear the names of the network's layers, or a pair of files with one beginning that the model's name has too:
    /// <c>a_model.h5</c>, <c>a_input.txt</c>, <c>a_output.txt</c>.
    /// </remarks>
    public static IEnumerable<KerasStoredOutputs> Of(string model, Network network)
    {
        string folder = Path.GetDirectoryName(model)!;
        foreach (string archive in Directory.EnumerateFiles(folder, "*.npz"))
        {
            var arrays = NumpyArrays.ReadAll(archive);
            if (arrays.Remove("x", out float[]? input) && arrays.Keys.All(name => network.Layers.Any(layer => layer.Name == name)))
                yield return new KerasStoredOutputs(input, arrays);
        }
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".npy" or ".txt"))
        {
            string name = Path.GetFileNameWithoutExtension(file), beginning = name[..(name.LastIndexOf('_') + 1)];
            if (beginning.Length == 0 || !Path.GetFileName(model).StartsWith(beginning.TrimEnd('_'), StringComparison.Ordinal) || !_inputs.Contains(name[beginning.Length..]))
                continue;
            string? output = _outputs.Select(ending => Path.Combine(folder, beginning + ending + Path.GetExtension(file))).FirstOrDefault(File.Exists);
            if (output is not null)
                yield return new KerasStoredOutputs(Images(file, network.InputShape), new Dictionary<string, float[]> { [network.Layers[^1].Name] = NumpyArrays.ReadOne(output) });
        }
    }

    /// <summary>Text has no third dimension: it holds a row of pixels in each line, one channel after the other.</summary>
    private static float[] Images(string file, Shape shape)
    {
        float[] values = NumpyArrays.ReadOne(file);
        if (Path.GetExtension(file) == ".npy" || !shape.IsImage)
            return values;
        int pixels = shape.Height * shape.Width;
        return [.. values.Select((_, i) => values[i / shape.Size * shape.Size + i % shape.Channels * pixels + i % shape.Size / shape.Channels])];
    }
}
