namespace MLNet.Cnn;

/// <summary>Carries out the operations of an <see cref="Augmentation"/> that change one image at a time. For one thread at a time.</summary>
internal sealed class ImageAugmenter
{
    private readonly List<IImageChange> _changes = [];

    /// <param name="augmentation">The definition; mixtures are left out.</param>
    /// <param name="shape">The images.</param>
    /// <param name="range">The values of pixels, for operations that do not tell.</param>
    public ImageAugmenter(Augmentation augmentation, Shape shape, PixelRange range)
    {
        var moves = new List<GeometricOperation>();
        foreach (var operation in augmentation)
        {
            if (operation is GeometricOperation move && moves.All(other => GeometricChange.AreAlike(other, move)))
            {
                moves.Add(move);
                continue;
            }
            Flush();
            if (operation is GeometricOperation first)
                moves.Add(first);
            else if (operation is ColorOperation color)
                _changes.Add(Create(color, shape, color.ValueRange ?? range));
        }
        Flush();

        void Flush()
        {
            if (moves.Count > 0)
                _changes.Add(new GeometricChange(shape, [.. moves]));
            moves.Clear();
        }
    }

    /// <summary>Changes an image in place.</summary>
    public void Apply(Span<float> pixels, ImageTurn turn)
    {
        var random = turn.Random;
        foreach (var change in _changes)
            change.Apply(pixels, turn, ref random);
    }

    private static IImageChange Create(ColorOperation operation, Shape shape, PixelRange range) => operation switch
    {
        RandomBrightness brightness => new BrightnessChange(brightness, range),
        RandomContrast contrast => new ContrastChange(contrast, range, shape.Channels),
        RandomSaturation saturation => new SaturationChange(saturation),
        RandomErasing erasing => new ErasingChange(erasing, range, shape),
        RandAugment several => new RandAugmentChange(several, range, shape),
        _ => throw new NotSupportedException($"The operation {operation.GetType().Name} is not known."),
    };
}
