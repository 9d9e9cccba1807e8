using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Samples;

/// <summary>How the images of a folder are going to be learned.</summary>
/// <param name="ImageSize">Height and width that the network sees.</param>
/// <param name="ClassCount">The number of classes.</param>
/// <param name="Suggestion">The network, and why.</param>
internal sealed record TrainPlan(int ImageSize, int ClassCount, NetworkSuggestion Suggestion)
{
    // Sides that halve well. A network has to see four times the pixels for twice the side.
    private static readonly int[] _sizes = [32, 64, 128];

    /// <summary>Decides.</summary>
    /// <param name="data">The images to learn from, and what of the folder is left out.</param>
    /// <param name="imageSize">A size that the user wants, or <see langword="null"/>.</param>
    /// <param name="epochs">As many epochs as the user wants, or <see langword="null"/>.</param>
    public static TrainPlan For(ImageFolderSplit data, int? imageSize, int? epochs)
    {
        var training = data.Train;
        int classCount = training.GetColumn<string>("Label").Distinct().Count();
        if (classCount < 2)
            throw new UserError($"There is only one class, '{training.GetColumn<string>("Label").First()}'. A choice needs at least two: a folder for each.{string.Concat(data.LeftOut.Select(sentence => $" {sentence}"))}");
        int[] sides = [.. training.GetColumn<int>("Height").Zip(training.GetColumn<int>("Width"), Math.Min).Where(side => side > 0).Order()];
        int rows = sides.Length;
        if (rows == 0)
            throw new UserError("None of the images can be read.");
        int size = imageSize ?? SizeFor(sides[rows / 2]);
        return new TrainPlan(size, classCount, Networks.Suggest(new(size, size, 3), classCount, rows, epochs));
    }

    /// <summary>Half of what half of the images have at the least: enough for what people see at a glance.</summary>
    private static int SizeFor(int side) => _sizes.LastOrDefault(size => size <= side / 2, _sizes[0]);
}
