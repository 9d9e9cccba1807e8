namespace MLNet.Cnn.Samples.Digits;

/// <summary>Makes images of handwritten digits, so that the samples need no download.</summary>
internal static class DigitGenerator
{
    /// <summary>Draws a set of digits.</summary>
    /// <param name="count">The number of images. Each digit occurs equally often, as far as ten divides it.</param>
    /// <param name="seed">The same seed gives the same bytes; another seed gives images of its own, for a test set.</param>
    public static DigitSet Generate(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        using var painter = new DigitPainter();
        var images = new DigitImage[count];
        for (var i = 0; i < count; i++)
            images[i] = Draw(painter, i % DigitStrokes.DigitCount, new DigitRandom(seed, (ulong)i));

        Shuffle(images, new DigitRandom(seed, ulong.MaxValue));
        return new(images);
    }

    private static DigitImage Draw(DigitPainter painter, int digit, DigitRandom random)
    {
        var variants = DigitStrokes.Variants(digit);
        var shape = variants[random.NextIndex(variants.Count)];
        var style = DigitStyle.Draw(random);
        return new() { Pixels = painter.Paint(shape, style, random), Label = $"{digit}" };
    }

    private static void Shuffle(DigitImage[] images, DigitRandom random)
    {
        for (var last = images.Length - 1; last > 0; last--)
        {
            var other = random.NextIndex(last + 1);
            (images[last], images[other]) = (images[other], images[last]);
        }
    }
}
