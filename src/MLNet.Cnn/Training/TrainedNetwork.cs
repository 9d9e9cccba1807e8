namespace MLNet.Cnn;

/// <summary>A network with its weights and how they came about: what a model file holds.</summary>
public sealed class TrainedNetwork
{
    private readonly ICnnEngine? _engine;

    /// <param name="network">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="info">What its file says of it.</param>
    /// <param name="engine">What computes, or <see langword="null"/> where nobody chose: then libtorch, once it is needed.</param>
    internal TrainedNetwork(Network network, NetworkWeights weights, ModelInfo info, ICnnEngine? engine)
    {
        Network = network;
        Weights = weights;
        Info = info;
        _engine = engine;
    }

    /// <summary>The network, with its preprocessing in front and as its definition ends: in logits, a softmax or sigmoids.</summary>
    public Network Network { get; }

    /// <summary>The weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>The names of the classes, in the order of the outputs.</summary>
    public IReadOnlyList<string> ClassNames => Info.ClassNames;

    /// <summary>What the image column means.</summary>
    public ImageColumn ImageColumn => Info.ImageColumn;

    /// <summary>How it was trained. It has no epochs where <c>ApplyCnn</c> was given the weights.</summary>
    public TrainingHistory History => Info.History;

    /// <summary>Whether the model's scores are averages over views of the image; <see cref="Network"/> and <see cref="Predict"/> know nothing of it.</summary>
    public TestTimeAugmentation TestTimeAugmentation => Info.TestTimeAugmentation;

    internal ModelInfo Info { get; }

    /// <summary>The outputs of layers for some images, computed by the engine: feature maps, or the difference between training and inference.</summary>
    /// <param name="images">Images in (height, width, channels) order, with the values that the training data had (0–255 stays 0–255).</param>
    /// <param name="training">Whether layers behave as in training: BatchNormalization with the batch's own statistics, Dropout active. Default: <see langword="false"/>.</param>
    /// <param name="layers">The names of the layers asked for. Default: the last one.</param>
    /// <returns>One output for each name: (count, …) with channels last.</returns>
    /// <exception cref="KeyNotFoundException">There is no layer of that name; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">The images have another shape than the network takes.</exception>
    public IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training = false, params IReadOnlyList<string> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        IReadOnlyList<string> names = layers.Count == 0 ? [Network.Layers[^1].Name] : layers;
        try
        {
            return EngineThread.Run(() =>
            {
                using var session = (_engine ?? TorchEngine.Default).OpenSession(new EngineSettings(Network, Weights));
                return session.Predict(images, training, names);
            });
        }
        catch (DllNotFoundException exception) when (_engine is null)
        {
            throw new DllNotFoundException($"{exception.Message} Or let the engine that this program has compute: mlContext.Model.LoadCnn(file, engine). The model was trained by {History.Engine}.", exception);
        }
    }

    /// <summary>The model as the bytes of an ONNX file: preprocessing and softmax or sigmoid inside, one output <c>Score</c> with a probability for each class.</summary>
    public byte[] ToOnnx() => ModelFile.Write(Network, Weights, Info, new ModelFileNames(ImageColumn.Name));

    /// <summary>Writes the model as an ONNX file; an existing file is replaced only once the new one is complete.</summary>
    /// <remarks>The input bears the image column's name and takes pixels as that column has them, bytes or floats, any number of images at once. Where the
    /// column holds no pixels, they are bytes (height, width, channels) of the size that <see cref="ImageColumn.Reading"/> says: an ONNX file decodes nothing.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public void SaveOnnx(string path) => SafeFile.Write(path, ToOnnx());

    /// <summary>Writes network and weights as a <c>.keras</c> file that Keras 3 opens, preprocessing inside. Class names and history are not part of such a file.</summary>
    /// <param name="path">The file.</param>
    /// <inheritdoc cref="KerasModel.Save" path="/exception"/>
    public void SaveKeras(string path) => new KerasModel(Network, Weights).Save(path);
}
