namespace MLNet.Cnn;

/// <summary>Makes the colours of each image stronger or weaker: the saturation (of hue, saturation and value) is multiplied by f / (1 - f).</summary>
/// <remarks>Source: <c>keras.layers.RandomSaturation</c>.</remarks>
public sealed record RandomSaturation : ColorOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="factor">f: 0 makes images gray, 0.5 leaves them, 1 saturates them. One number stands for the range from 0 to it.</param>
    public RandomSaturation(FactorRange factor) => Factor = factor;

    /// <summary>f of f / (1 - f).</summary>
    /// <value>Range: 0 to 1.</value>
    public FactorRange Factor
    {
        get;
        init => field = value.NotNegative;
    }

    internal override void Validate()
    {
        base.Validate();
        CheckRange(Factor, nameof(Factor), 0, 1);
    }

    internal override string? Misfit(Shape image) =>
        image.IsImage && image.Channels == 3 ? null : $"it needs red, green and blue, but the images are {image}";
}
