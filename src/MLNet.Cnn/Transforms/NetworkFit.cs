namespace MLNet.Cnn;

/// <summary>Whether a network goes with the images and the classes of the data, and what to change where it does not.</summary>
internal static class NetworkFit
{
    /// <exception cref="ArgumentException">It takes other images, or gives another number of outputs.</exception>
    public static void Check(Network network, ImageColumn image, ClassLabels labels)
    {
        string byTheData = $"let the data say it: new NetworkBuilder(\"{network.Name}\", (imageShape, classCount) => ...)";
        if (!network.InputShape.Equals(image.Shape))
            throw new ArgumentException($"The network '{network.Name}' takes {network.InputShape} images, but those of column '{image.Name}' are {image.Shape}. {ForImages(network.InputShape, image)}, or {byTheData}.");
        if (network.OutputShape.Rank != 1)
            throw new ArgumentException($"The network '{network.Name}' gives {network.OutputShape} for each image, but it must give one number for each of the {Counted.Of(labels.Count, "class")} of label column '{labels.ColumnName}'. {ForVector(network, labels.Count)}");
        if (network.ClassCount() != labels.Count)
            throw new ArgumentException($"The network '{network.Name}' has {Counted.Of(network.OutputShape.Size, "output")}, but label column '{labels.ColumnName}' has {Counted.Of(labels.Count, "class")}. End the network in Dense({labels.Count}), or {byTheData}.");
    }

    private static string ForImages(Shape shape, ImageColumn image) => image.Reading is not null && ImageReading.CodeFor(shape) is { } code
        ? $"Set {nameof(CnnOptions)}.{nameof(CnnOptions.ImageReading)} to {code}"
        : "Bring the images to this shape in front of it";

    /// <summary>A Dense layer behind a convolution works on each pixel by itself, in silence.</summary>
    private static string ForVector(Network network, int classes) => network.Layers.LastOrDefault(layer => layer.Layer is Dense) is { } dense
        ? $"Its layer '{dense.Name}' (Dense) works on each pixel by itself, because nothing makes one vector of rows and columns: put a Flatten or GlobalAveragePooling2D in front of it."
        : $"End it in a Flatten or GlobalAveragePooling2D, and Dense({classes}).";
}
