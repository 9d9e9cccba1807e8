using Microsoft.ML.Data;

namespace MLNet.Cnn.Benchmarks;

/// <summary>What goes into a prediction.</summary>
internal sealed class PixelsOfDigit
{
    [VectorType(28, 28)]
    public byte[] Image { get; set; } = [];
}

/// <summary>What comes out of it.</summary>
internal sealed class DigitScore
{
    public uint PredictedLabel { get; set; }

    public float[] Score { get; set; } = [];
}
