using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Samples;

/// <summary>Images to train and to test on. Columns: <c>Image</c>, a vector of Byte (height, width), and <c>Label</c>, text.</summary>
internal sealed record SampleData
{
    /// <summary>What the images are, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The images to train on.</summary>
    public required IDataView Training { get; init; }

    /// <summary>The images to test on.</summary>
    public required IDataView Test { get; init; }

    /// <summary>How many images there are, known without going through them.</summary>
    public required ImageCounts Counts { get; init; }

    /// <summary>The facts, without the images.</summary>
    public DataSummary Summary()
    {
        var dimensions = ((VectorDataViewType)Training.Schema["Image"].Type).Dimensions;
        return new(Name, Counts.Training, Counts.Test, Height: dimensions[0], Width: dimensions[1]);
    }
}
