namespace MLNet.Cnn.Samples;

/// <summary>What a <c>PredictionEngine</c> says about an image.</summary>
internal sealed class ImagePrediction
{
    /// <summary>The probability of each class.</summary>
    public float[] Score { get; set; } = [];
}
