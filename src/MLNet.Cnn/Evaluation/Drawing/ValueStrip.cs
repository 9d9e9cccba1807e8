using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Numbers as colored squares in rows.</summary>
internal sealed class ValueStrip(ReadOnlyMemory<float> values, ValueRange range, ColorMap colors) : IPicturePart
{
    private const int Columns = 64;
    private const int Square = 12;

    private int Rows => (values.Length + Columns - 1) / Columns;

    /// <inheritdoc/>
    public SKSizeI Size => new(Math.Min(values.Length, Columns) * Square, Rows * Square);

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        for (int row = 0; row < Rows; row++)
        {
            var inRow = values.Span[(row * Columns)..Math.Min(values.Length, (row + 1) * Columns)];
            pen.Frame(SKRect.Create(at.X, at.Y + row * Square, inRow.Length * Square, Square), Palette.Frame);
            for (int i = 0; i < inRow.Length; i++)
                pen.Fill(SKRect.Create(at.X + i * Square, at.Y + row * Square, Square, Square), colors.At(range.Share(inRow[i])));
        }
    }
}
