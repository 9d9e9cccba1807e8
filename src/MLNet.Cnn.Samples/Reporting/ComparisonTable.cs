using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>The trained networks side by side.</summary>
internal static class ComparisonTable
{
    /// <summary>Lays out the results; the best one's accuracy stands out.</summary>
    public static IRenderable Create(IReadOnlyList<NetworkResult> networks, string best)
    {
        var rows = new AlignedRows(gap: 2,
            ("Network", Justify.Left), ("Test accuracy", Justify.Right), ("Parameters", Justify.Right),
            ("Training", Justify.Right), ("Images/s", Justify.Right), ("One prediction", Justify.Right));
        foreach (var network in networks)
        {
            rows.Add(
                (network.Name, Look.Plain),
                (Show.Percent(network.TestAccuracy), network.Name == best ? Look.Good : Look.Plain),
                (Show.Count(network.Parameters), Look.Plain),
                (Show.Seconds(network.TrainSeconds), Look.Plain),
                (network.ImagesPerSecond > 0 ? Show.Count(network.ImagesPerSecond) : "-", Look.Plain),
                ($"{Show.Fixed(network.MillisecondsPerPrediction, 3)} ms", Look.Plain));
        }

        return rows.Renderable;
    }
}
