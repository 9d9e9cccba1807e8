namespace MLNet.Cnn;

/// <summary>(x - mean) / sqrt(variance), channel by channel.</summary>
/// <remarks>
/// <para>Without <see cref="Mean"/> and <see cref="Variance"/> it must stand directly behind the input, and training fills
/// them in from the training images, once, before the first step: what <c>adapt</c> does in Keras. They are
/// settings and not weights; as in Keras, those of each channel and the number of images count as parameters that are not trained, one number for all channels does not.</para>
/// <para>Shapes: unchanged. Source: <c>keras.layers.Normalization</c>, whose divisor is max(sqrt(variance), 1e-7).</para>
/// </remarks>
public sealed record Normalization : Layer
{
    /// <summary>The mean of each channel, or one number for all of them.</summary>
    /// <value>Default: <see langword="null"/>, filled in by training.</value>
    public ValueList? Mean { get; init; }

    /// <summary>The variance of each channel, or one number for all of them.</summary>
    /// <value>Default: <see langword="null"/>, filled in by training.</value>
    public ValueList? Variance { get; init; }

    internal bool IsAdapted => Mean is not null && Variance is not null;

    /// <summary>The divisor of channel <paramref name="channel"/>; Keras keeps it away from 0.</summary>
    internal float Divisor(int channel) => MathF.Max(MathF.Sqrt(VarianceAt(channel)), 1e-7f);

    internal float MeanAt(int channel) => At(Mean!, channel);

    internal override LayerTraits Traits => LayerTraits.ScalesPixels | LayerTraits.NeedsDigits;

    internal float VarianceAt(int channel) => At(Variance!, channel);

    /// <summary>Whether Keras keeps the statistics among the weights, as it does with those that <c>adapt</c> finds: a number for each channel. One number for all channels is a setting there too.</summary>
    internal bool HasStoredStatistics(Shape input) => !IsAdapted || input.Channels == 1 || Mean!.Count > 1 || Variance!.Count > 1;

    /// <summary>Mean, variance, and how many images they were taken from.</summary>
    internal override long CountStatistics(Shape output) => HasStoredStatistics(output) ? 2L * output.Channels + 1 : 0;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.Single;
        inputs.Require(Mean is null == Variance is null, $"Mean and Variance must be given together, or neither.");
        foreach (var (values, name) in new[] { (Mean, nameof(Mean)), (Variance, nameof(Variance)) })
        {
            inputs.Require(values is null || values.Count == 1 || values.Count == input.Channels,
                $"{name} has {values?.Count} values, but the {input} input has {input.Channels} channels. Give one value, or one for each channel.");
        }
        inputs.Require(Mean is null || Mean.All(float.IsFinite), $"Mean is {Mean}, but every value must be finite.");
        inputs.Require(Variance is null || Variance.All(v => v >= 0 && float.IsFinite(v)), $"Variance is {Variance}, but no value may be negative or infinite.");
        return input;
    }

    private static float At(ValueList values, int channel) => values[values.Count == 1 ? 0 : channel];
}
