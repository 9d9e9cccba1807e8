namespace MLNet.Cnn;

/// <summary>How a network that has its weights already scores inside a pipeline.</summary>
public sealed record CnnScoringOptions
{
    /// <summary>The names of the classes, in the order of the network's outputs. For a single output scored by a sigmoid: the class of 0, then the class of 1.</summary>
    /// <value>Required. A file of Keras does not hold them; <c>train_ds.class_names</c> in Python tells them, where the images came from folders: the folders' names, sorted.</value>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The image column: pixels, or with <see cref="ImageReading"/> <c>MLImage</c>, paths (text) or encoded bytes.</summary>
    /// <value>Default: <c>Image</c>.</value>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>The label column of data that are evaluated: where it is a key, it must number the classes as <see cref="ClassNames"/> does. It may be absent.</summary>
    /// <value>Default: <c>Label</c>.</value>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>What is done to the column's pixels so that they become those that the network was trained on.</summary>
    /// <value>Default: <see cref="Preprocessing.Automatic"/>: nothing, where the network begins with a Rescaling or Normalization of its own; any other network is refused until
    /// this says it, by <see cref="Preprocessing.None"/> or <see cref="Preprocessing.Rescale"/>.</value>
    public Preprocessing Preprocessing { get; init; } = Preprocessing.Automatic;

    /// <summary>The order of the values in a column of pixels, where its dimensions do not tell it.</summary>
    /// <value>Default: <see langword="null"/>, taken from the column.</value>
    public ImageLayout? ImageLayout { get; init; }

    /// <summary>How images of any size become pixels, for columns of <c>MLImage</c>, paths and encoded bytes; of the size that the network takes.</summary>
    /// <value>Default: <see langword="null"/>: the column holds pixels, or <c>MLImage</c> of a declared size.</value>
    public ImageReading? ImageReading { get; init; }

    /// <summary>Whether each image is scored once, or several views of it whose probabilities are averaged.</summary>
    /// <value>Default: <see cref="TestTimeAugmentation.None"/>.</value>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    /// <summary>What computes <see cref="TrainedNetwork.Predict"/>; scores come from ONNX Runtime.</summary>
    /// <value>Default: <see cref="TorchEngine"/>.</value>
    public ICnnEngine Engine { get; init; } = TorchEngine.Default;

    /// <summary>Throws if a setting is out of its range, or the classes are not those of the network's outputs.</summary>
    internal void Validate(Network network)
    {
        ArgumentNullException.ThrowIfNull(ClassNames);
        ArgumentException.ThrowIfNullOrEmpty(ImageColumnName);
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentNullException.ThrowIfNull(Preprocessing);
        ArgumentNullException.ThrowIfNull(Engine);
        ImageReading?.Validate();
        if (!Enum.IsDefined(TestTimeAugmentation))
            throw new ArgumentOutOfRangeException(nameof(TestTimeAugmentation), $"CnnScoringOptions.TestTimeAugmentation is {TestTimeAugmentation}, but it must be one of the enum's values.");
        if (network.OutputShape.Rank != 1)
            throw new ArgumentException($"The network '{network.Name}' gives {network.OutputShape}, but scores are one number for each class. Put a head behind it: network.WithNewHead(), and train that.");
        if (ClassNames.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException($"CnnScoringOptions.ClassNames: number {ClassNames.TakeWhile(name => !string.IsNullOrWhiteSpace(name)).Count() + 1} of {ClassNames.Count} names is empty.");
        if (ClassNames.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"CnnScoringOptions.ClassNames: '{twice.Key}' is named {twice.Count()} times. Each output of the network is a class of its own.");
        if (ClassNames.Count != network.ClassCount() || ClassNames.Count < 2)
        {
            string outputs = network.OutputShape.Size == 1 ? "one output, which tells two classes apart" : $"{network.OutputShape.Size} outputs";
            throw new ArgumentException($"CnnScoringOptions.ClassNames has {ClassNames.Count} names ({ClassLabels.Listed(ClassNames)}), but the network '{network.Name}' has {outputs}. Name each class, in the order of the outputs.");
        }
    }
}
