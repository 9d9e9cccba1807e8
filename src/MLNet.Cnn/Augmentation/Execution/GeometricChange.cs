namespace MLNet.Cnn;

/// <summary>Moves pixels: some operations with equal settings for borders and interpolation, carried out as one.</summary>
internal sealed class GeometricChange(Shape shape, IReadOnlyList<GeometricOperation> operations) : IImageChange
{
    // A flip alone reaches beyond no border, so that the settings of the others hold.
    private readonly AffineResampler _resampler = new(shape, operations.FirstOrDefault(operation => operation is not RandomFlip) ?? operations[0]);
    private readonly float[] _source = new float[shape.Size];

    /// <summary>Whether the operations can be carried out as one.</summary>
    public static bool AreAlike(GeometricOperation first, GeometricOperation second) => first is RandomFlip || second is RandomFlip ||
        (first.FillMode == second.FillMode && first.FillValue == second.FillValue && first.Interpolation == second.Interpolation);

    public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random)
    {
        var map = AffineMap.Identity;
        foreach (var operation in operations)
            map = map.Then(Draw(operation, turn, ref random));
        if (map == AffineMap.Identity)
            return;
        pixels.CopyTo(_source);
        _resampler.Draw(_source, map, pixels);
    }

    private AffineMap Draw(GeometricOperation operation, ImageTurn turn, ref KeyedRandom random) => operation switch
    {
        RandomFlip { Alternating: true } flip => DrawAlternatingFlip(flip, turn),
        RandomFlip flip => DrawFlip(flip, ref random),
        RandomCrop crop => DrawCrop(crop, ref random),
        RandomTranslation translation => DrawTranslation(translation, ref random),
        RandomRotation rotation => AffineMap.Rotate(rotation.Factor.Draw(ref random), shape),
        RandomZoom zoom => DrawZoom(zoom, ref random),
        _ => throw new NotSupportedException($"The operation {operation.GetType().Name} is not known."),
    };

    private AffineMap DrawFlip(RandomFlip flip, ref KeyedRandom random)
    {
        var map = AffineMap.Identity;
        if (flip.Mode != FlipMode.Vertical && random.NextDouble() < 0.5)
            map = AffineMap.FlipHorizontally(shape);
        if (flip.Mode != FlipMode.Horizontal && random.NextDouble() < 0.5)
            map = map.Then(AffineMap.FlipVertically(shape));
        return map;
    }

    private AffineMap DrawAlternatingFlip(RandomFlip flip, ImageTurn turn)
    {
        var random = turn.OfImage;
        var first = DrawFlip(flip, ref random);
        return turn.Epoch % 2 == 0 ? first : first.Then(WholeFlip(flip.Mode));
    }

    private AffineMap WholeFlip(FlipMode mode)
    {
        var map = mode == FlipMode.Vertical ? AffineMap.Identity : AffineMap.FlipHorizontally(shape);
        return mode == FlipMode.Horizontal ? map : map.Then(AffineMap.FlipVertically(shape));
    }

    private AffineMap DrawCrop(RandomCrop crop, ref KeyedRandom random)
    {
        var window = crop.Window(shape);
        int top = random.Next(shape.Height + 2 * crop.Padding.Height - window.Height + 1) - crop.Padding.Height;
        int left = random.Next(shape.Width + 2 * crop.Padding.Width - window.Width + 1) - crop.Padding.Width;
        return AffineMap.Window(left, top, window, shape);
    }

    private AffineMap DrawTranslation(RandomTranslation translation, ref KeyedRandom random)
    {
        double down = translation.HeightFactor.Draw(ref random) * shape.Height;
        return AffineMap.Translate(translation.WidthFactor.Draw(ref random) * shape.Width, down);
    }

    private AffineMap DrawZoom(RandomZoom zoom, ref KeyedRandom random)
    {
        double height = 1 + zoom.HeightFactor.Draw(ref random);
        double width = zoom.WidthFactor is { } factor ? 1 + factor.Draw(ref random) : height;
        return AffineMap.Zoom(width, height, shape);
    }
}
