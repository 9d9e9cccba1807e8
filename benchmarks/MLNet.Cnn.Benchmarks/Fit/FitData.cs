using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>What a fit is fed, and what it does to pixels first.</summary>
/// <param name="Name">What the table says.</param>
/// <param name="Preprocessing">What is done to pixels.</param>
/// <param name="View">The images, in memory.</param>
internal sealed record FitData(string Name, Preprocessing Preprocessing, Func<MLContext, Shape, int, IDataView> View)
{
    public static IReadOnlyList<FitData> All { get; } =
    [
        // The work of the bare loop: finished floats go into the same network.
        new("floats, same network", Preprocessing.None, (context, shape, count) => ImageRow<float>.View(context, SyntheticImages.Floats(shape, count), shape)),
        // What a user has: bytes, and a Normalization in front of the network. More work than the bare loop's.
        new("bytes, Normalization in front", Preprocessing.Automatic, (context, shape, count) => ImageRow<byte>.View(context, SyntheticImages.Bytes(shape, count), shape)),
    ];
}
