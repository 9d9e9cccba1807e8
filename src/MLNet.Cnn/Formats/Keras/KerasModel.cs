namespace MLNet.Cnn;

/// <summary>A model that Keras saved: its network and its weights, and what its own layers do to training images.</summary>
/// <remarks>
/// <para>Layers keep Keras' names. The layers of a nested model stand among those of the model around it; where two then have one name, the inner
/// one gets the nested model's name in front.</para>
/// <para>Source: <c>keras.saving.load_model</c>, keras/src/saving/saving_lib.py.</para>
/// </remarks>
/// <param name="Network">The network, from its one input to its one output.</param>
/// <param name="Weights">Its weights, moving statistics included.</param>
public sealed record KerasModel(Network Network, NetworkWeights Weights) : CnnModel(Network, Weights)
{
    /// <summary>What the model's own layers (<c>RandomFlip</c> and its kin) do to training images, for the options of a training; the network is without them.</summary>
    /// <remarks>
    /// <para>Its numbers are those of the pixels that come in, also where a Rescaling stood in front of the layers. A layer that works on something else, such as the output
    /// of a convolution, is not among them, only in <see cref="AugmentationLayers"/>.</para>
    /// <para>A RandomCrop leaves behind what Keras documents for inference: the largest window of its proportions from the middle, resized (Keras itself, since 3.8, leaves
    /// the image as it is, which no layer behind it could take).</para>
    /// </remarks>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>The names of all layers that change images at random while Keras trains and do nothing otherwise.</summary>
    public IReadOnlyList<string> AugmentationLayers { get; init; } = [];

    /// <summary>The names of layers that disturb values or add to the loss while Keras trains and do nothing otherwise (GaussianNoise, GaussianDropout, AlphaDropout, ActivityRegularization).</summary>
    /// <remarks>The network is without them: it scores as in Keras, but a training that goes on here lacks what they did there.</remarks>
    public IReadOnlyList<string> TrainingOnlyLayers { get; init; } = [];

    /// <summary>Reads a model that Keras saved whole: <c>.keras</c> of Keras 3, or <c>.h5</c> of Keras 1, 2 and 3. Nothing in the file is ever executed.</summary>
    /// <remarks>
    /// Which kind of file it is, is seen from its content. What acts on training in Keras alone is not taken over: first values of weights, regularizers, constraints,
    /// the optimizer.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="imageShape">The shape of the images (height, width, channels), for a model that leaves its input open. Default: what the model says.</param>
    /// <returns>The whole model, or an error: nothing is half-imported.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or no Keras model; the message names the layer or member.</exception>
    /// <exception cref="NotSupportedException">The model uses a layer or a setting that MLNet.Cnn does not have; the message names both.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static KerasModel Load(string path, Shape? imageShape = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return KerasFile.ReadModel(path, imageShape);
    }

    /// <summary>Reads the network alone: of a model that Keras saved, or of the JSON text that <c>model.to_json()</c> gives.</summary>
    /// <param name="path">The file.</param>
    /// <param name="imageShape">The shape of the images, for a model that leaves its input open. Default: what the model says.</param>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static Network LoadArchitecture(string path, Shape? imageShape = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return KerasFile.ReadArchitecture(path, imageShape);
    }

    /// <summary>Reads weights alone, into a network that is known: <c>.weights.h5</c> of Keras 3, the <c>.h5</c> of older versions, or those of a whole model.</summary>
    /// <remarks>
    /// Layers are found by the names that Keras wrote, where these are the names of the network, and else as Keras does: by class and order. So the network must be
    /// built as it was in Keras.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="network">The network that the weights are of.</param>
    /// <returns>The network with its weights; a Normalization without statistics has got those of the file.</returns>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static KerasModel LoadWeights(string path, Network network)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        return KerasFile.ReadWeights(path, network);
    }

    /// <summary>Writes the model as a <c>.keras</c> file that <c>keras.saving.load_model</c> of Keras 3 opens.</summary>
    /// <remarks>
    /// A network without branches becomes a Sequential, any other a Functional model. It has the weights, but neither an optimizer nor augmentation: Keras must compile it before it trains it further.
    /// </remarks>
    /// <param name="path">The file; an existing one is replaced only once the new one is complete.</param>
    /// <exception cref="NotSupportedException">Keras cannot express a layer; the message names it, and nothing is written.</exception>
    /// <exception cref="ArgumentException">The weights are not those of the network.</exception>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SafeFile.Write(path, KerasWriter.Write(Network, new NetworkWeights(Network, Weights)));
    }
}
