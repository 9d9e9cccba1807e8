namespace MLNet.Cnn;

/// <summary>A model that Keras saved: its network, and its weights.</summary>
/// <remarks>
/// <para>Layers keep Keras' names. The layers of a nested model stand among those of the model around it; where two then have one name, the inner
/// one gets the nested model's name in front.</para>
/// <para>Source: <c>keras.saving.load_model</c>, keras/src/saving/saving_lib.py.</para>
/// </remarks>
/// <param name="Network">The network, from its one input to its one output.</param>
/// <param name="Weights">Its weights, moving statistics included.</param>
public sealed record KerasModel(Network Network, NetworkWeights Weights)
{
    /// <summary>The names of layers that change images at random while Keras trains (<c>RandomFlip</c> and its kin) and do nothing otherwise; the network is without them.</summary>
    public IReadOnlyList<string> AugmentationLayers { get; init; } = [];

    /// <summary>Reads a <c>.keras</c> file of Keras 3. Nothing in the file is ever executed.</summary>
    /// <remarks>What acts on training in Keras alone is not taken over: first values of weights, regularizers, constraints, the optimizer.</remarks>
    /// <param name="path">The file.</param>
    /// <returns>The whole model, or an error: nothing is half-imported.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or no Keras model; the message names the layer or member.</exception>
    /// <exception cref="NotSupportedException">The model uses a layer or a setting that MLNet.Cnn does not have; the message names both.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static KerasModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return KerasFile.Read(path);
    }
}
