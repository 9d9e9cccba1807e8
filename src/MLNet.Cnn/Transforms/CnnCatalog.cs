using MLNet.Cnn;

namespace Microsoft.ML;

/// <summary>Convolutional networks in ML.NET's catalogs.</summary>
public static class CnnCatalog
{
    /// <summary>Trains a CNN as a step of a pipeline.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="network">The network: a preset of <see cref="Networks"/>, or a <see cref="Network"/>.</param>
    /// <param name="labelColumnName">The label column, a key. Default: <c>Label</c>.</param>
    /// <param name="imageColumnName">The image column, a vector of Byte or Single of known size. Default: <c>Image</c>.</param>
    /// <param name="epochs">How often training goes through the images. Default: 10.</param>
    /// <param name="batchSize">How many images a step sees. Default: 128.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static CnnTrainer TrainCnn(
        this TransformsCatalog catalog, NetworkBuilder network, string labelColumnName = "Label", string imageColumnName = "Image",
        int epochs = 10, int batchSize = 128) =>
        catalog.TrainCnn(Options(network, labelColumnName, imageColumnName, epochs, batchSize));

    /// <summary>Trains a CNN that is built for the images and classes of the data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="network">Gives the network for an image shape (height, width, channels) and a number of classes.</param>
    /// <param name="labelColumnName">The label column, a key. Default: <c>Label</c>.</param>
    /// <param name="imageColumnName">The image column, a vector of Byte or Single of known size. Default: <c>Image</c>.</param>
    /// <param name="epochs">How often training goes through the images. Default: 10.</param>
    /// <param name="batchSize">How many images a step sees. Default: 128.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static CnnTrainer TrainCnn(
        this TransformsCatalog catalog, Func<Shape, int, Network> network, string labelColumnName = "Label", string imageColumnName = "Image",
        int epochs = 10, int batchSize = 128) =>
        catalog.TrainCnn(Options(new NetworkBuilder("custom", network), labelColumnName, imageColumnName, epochs, batchSize));

    /// <summary>Trains a CNN with every setting at hand.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static CnnTrainer TrainCnn(this TransformsCatalog catalog, CnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CnnTrainer(HostAccess.EnvironmentOf(catalog), options);
    }

    /// <summary>The same as <see cref="TrainCnn(TransformsCatalog, NetworkBuilder, string, string, int, int)"/>, where ML.NET keeps its trainers.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="network">The network: a preset of <see cref="Networks"/>, or a <see cref="Network"/>.</param>
    /// <param name="labelColumnName">The label column, a key. Default: <c>Label</c>.</param>
    /// <param name="imageColumnName">The image column, a vector of Byte or Single of known size. Default: <c>Image</c>.</param>
    /// <param name="epochs">How often training goes through the images. Default: 10.</param>
    /// <param name="batchSize">How many images a step sees. Default: 128.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static CnnTrainer Cnn(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, NetworkBuilder network,
        string labelColumnName = "Label", string imageColumnName = "Image", int epochs = 10, int batchSize = 128) =>
        catalog.Cnn(Options(network, labelColumnName, imageColumnName, epochs, batchSize));

    /// <summary>The same as <see cref="TrainCnn(TransformsCatalog, CnnOptions)"/>, where ML.NET keeps its trainers.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static CnnTrainer Cnn(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, CnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CnnTrainer(HostAccess.EnvironmentOf(catalog), options);
    }

    /// <summary>Scores images with a network that has its weights already: a model of Keras, or any other. It is what ML.NET's <c>ApplyOnnxModel</c> is for ONNX files.</summary>
    /// <remarks>The network says itself which pixels it expects, by a Rescaling or Normalization behind its input; for any other, <see cref="CnnScoringOptions.Preprocessing"/> must.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The network and its weights: what <see cref="KerasModel.Load"/> gives, for example.</param>
    /// <param name="classNames">The names of the classes, in the order of the network's outputs. For a single output scored by a sigmoid: the class of 0, then the class of 1.</param>
    /// <param name="imageColumnName">The image column, a vector of Byte or Single with the pixels. Default: <c>Image</c>.</param>
    /// <exception cref="ArgumentException">The names are not those of the outputs: too few, too many, empty or twice the same. Or the network does not say which pixels it expects.</exception>
    public static CnnScoringEstimator ApplyCnn(this TransformsCatalog catalog, CnnModel model, IReadOnlyList<string> classNames, string imageColumnName = "Image") =>
        catalog.ApplyCnn(model, new CnnScoringOptions { ClassNames = classNames, ImageColumnName = imageColumnName });

    /// <summary>Scores images with a network that has its weights already, with every setting at hand.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The network and its weights.</param>
    /// <param name="options">The settings.</param>
    /// <inheritdoc cref="ApplyCnn(TransformsCatalog, CnnModel, IReadOnlyList{string}, string)" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static CnnScoringEstimator ApplyCnn(this TransformsCatalog catalog, CnnModel model, CnnScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        return new CnnScoringEstimator(HostAccess.EnvironmentOf(catalog), model, options);
    }

    /// <summary>Reads images and labels out of two files in the IDX format of the MNIST family, plain or compressed with gzip.</summary>
    /// <remarks>Columns: <c>Image</c>, a vector of Byte (height, width), and <c>Label</c>, the label's number as text. The files are read anew at every pass.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="imagesPath">The images: <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="labelsPath">Their labels: <c>train-labels-idx1-ubyte.gz</c>.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is no IDX file, or the two do not belong together.</exception>
    public static IDataView LoadFromIdx(this DataOperationsCatalog catalog, string imagesPath, string labelsPath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(imagesPath);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelsPath);
        return IdxImages.Load(catalog, imagesPath, labelsPath);
    }

    /// <summary>Reads the CNN of a model file as what it was trained as: with network, weights, class names and history.</summary>
    /// <remarks>The file is one that <c>mlContext.Model.Save</c> wrote, of the CNN alone or of a pipeline with one CNN; <c>mlContext.Model.Load</c> reads
    /// the same file as ML.NET's own components, whole. The log warns of a model of 0.1.0 that divides a channel by nearly 0, because it hardly differed among the training images.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="engine">What computes <see cref="TrainedNetwork.Predict"/>; scores come from ONNX Runtime, which needs none. Default: <see cref="TorchEngine"/>, looked for at the first such call.</param>
    /// <returns>The CNN, without the rest of the pipeline. Its image column must be in the data, as the pipeline makes it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, holds no CNN or several, or one of a newer version; the message says which.</exception>
    public static CnnTransformer LoadCnn(this ModelOperationsCatalog catalog, string filePath, ICnnEngine? engine = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        return PortableModelReader.Load(HostAccess.EnvironmentOf(catalog), filePath, engine);
    }

    /// <summary>Writes a fitted pipeline as an ONNX file: the file of its CNN, preprocessing inside, where the steps in front of it leave the images as they come.</summary>
    /// <remarks>
    /// <para>ML.NET's own <c>ConvertToOnnx</c> is not for pipelines with a CNN: it cannot see the network and writes a file in which <c>Score</c> is an input. Steps that make or change the images,
    /// such as <c>NormalizeMinMax</c>, are refused; the network does their work itself (<see cref="CnnOptions.Preprocessing"/>, <see cref="CnnOptions.ImageReading"/>). Steps behind the CNN,
    /// such as <c>MapKeyToValue</c>, are left out: the output is <c>Score</c>, in the order of <see cref="TrainedNetwork.ClassNames"/>.</para>
    /// <inheritdoc cref="TrainedNetwork.SaveOnnx" path="/remarks/node()"/>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The fitted pipeline, or the CNN alone.</param>
    /// <param name="inputSchema">The schema of the data that the pipeline takes.</param>
    /// <param name="filePath">The file; an existing one is replaced only once the new one is complete.</param>
    /// <exception cref="ArgumentException">The pipeline holds no CNN or several, or a step in front of it makes the images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or of another type.</exception>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public static void SaveOnnx(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        SafeFile.Write(filePath, PipelineOnnx.Write(model, inputSchema));
    }

    private static CnnOptions Options(NetworkBuilder network, string labelColumnName, string imageColumnName, int epochs, int batchSize) => new()
    {
        Network = network,
        LabelColumnName = labelColumnName,
        ImageColumnName = imageColumnName,
        Epochs = epochs,
        BatchSize = batchSize,
    };
}
