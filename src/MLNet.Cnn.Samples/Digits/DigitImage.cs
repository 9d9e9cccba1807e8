using Microsoft.ML.Data;

namespace MLNet.Cnn.Samples.Digits;

/// <summary>One drawn digit, in the form ML.NET's <c>LoadFromEnumerable</c> reads.</summary>
internal sealed class DigitImage
{
    /// <summary>The height and width of every image, in pixels, as in MNIST.</summary>
    public const int Side = 28;

    /// <summary>The gray values, row after row: 0 is paper, 255 is full ink, as in MNIST.</summary>
    [ColumnName("Image"), VectorType(Side, Side)]
    public byte[] Pixels { get; set; } = [];

    /// <summary>The digit that was drawn: <c>"0"</c> to <c>"9"</c>.</summary>
    public string Label { get; set; } = "";
}
