namespace MLNet.Cnn;

/// <summary><see cref="RandomErasing"/>: a rectangle painted over.</summary>
internal sealed class ErasingChange(RandomErasing operation, PixelRange range, Shape shape) : IImageChange
{
    public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random)
    {
        var columns = RandomSpan.Draw(Math.Sqrt(operation.Scale.Draw(ref random)), shape.Width, ref random);
        var rows = RandomSpan.Draw(Math.Sqrt(operation.Scale.Draw(ref random)), shape.Height, ref random);
        double probability = operation.Factor.Draw(ref random);
        if (random.NextDouble() >= probability)
            return;
        int start = columns.Start * shape.Channels, length = columns.Length * shape.Channels;
        for (int row = rows.Start; row < rows.End; row++)
        {
            foreach (ref float pixel in pixels.Slice(row * shape.Width * shape.Channels + start, length))
            {
                double value = operation.FillValue ?? random.NextNormal() * range.Highest;
                pixel = (float)Math.Clamp(value, range.Lowest, range.Highest);
            }
        }
    }
}
