namespace MLNet.Cnn;

public static partial class Networks
{
    private const int FewRows = 5_000;
    private const int ImagesToSee = 40_000;
    private const int LargeSide = 96;

    /// <summary>A network to begin with, by a simple rule: small where there are few images, and trained until it has seen some ten thousand.</summary>
    /// <remarks>A starting point that trains in minutes on two cores, not the best network there is: the rule knows nothing of what the images show.</remarks>
    /// <param name="imageShape">The shape of one image: (height, width, channels).</param>
    /// <param name="classCount">The number of classes; at least 2.</param>
    /// <param name="rows">The number of training images; at least 1.</param>
    /// <param name="epochs">How often to go through the images, where that is settled. Default: <see langword="null"/>: 8 to 100, by their number. At least 1.</param>
    /// <exception cref="ArgumentException">The shape is that of no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkSuggestion Suggest(Shape imageShape, int classCount, int rows, int? epochs = null)
    {
        ArgumentNullException.ThrowIfNull(imageShape);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (epochs is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(epochs));
        if (!imageShape.IsImage)
            throw new ArgumentException($"The shape {imageShape} is not that of an image (height, width, channels).", nameof(imageShape));
        bool few = rows < FewRows;
        bool large = Math.Min(imageShape.Height, imageShape.Width) >= LargeSide;
        // Each doubling of the side costs four times the work, each halving of the filters saves about as much.
        int filters = (few ? 16 : 32) / (large ? 2 : 1);
        var network = CompactConvNet(filters, dropout: few ? 0.4 : 0.2);
        int times = epochs ?? Math.Clamp(ImagesToSee / rows, 8, 100);
        var built = network.Build(imageShape, classCount);
        string why = FormattableString.Invariant(
            $"{Counted.Of(rows, "image")} {(rows == 1 ? "is" : "are")} {(few ? "few: a small network, because a large one would learn them by heart" : "enough for a network of middle size")}. ")
            + FormattableString.Invariant($"{Counted.Of(CompactConvolutions(imageShape), "convolution")} bring {imageShape.Height}x{imageShape.Width} pixels down to what their mean and their largest values tell ({built.ParameterCount:N0} parameters). ")
            + $"{Counted.Of(times, "epoch")} {(times == 1 ? "shows" : "show")} it {Counted.Of((long)times * rows, "image")}.";
        return new NetworkSuggestion(network, times, few ? 32 : 128, why);
    }
}
