namespace MLNet.Cnn;

/// <summary>How far a layer looks: the window of pixels that one output value depends on.</summary>
/// <param name="Window">Pixels covered, dilation included.</param>
/// <param name="Strides">Steps between neighbouring windows.</param>
/// <param name="WholeImage">Whether every output value depends on every pixel.</param>
internal readonly record struct LayerReach(Size2D Window, Size2D Strides, bool WholeImage = false)
{
    public static LayerReach Pointwise { get; } = new(1, 1);

    public static LayerReach All { get; } = new(1, 1, WholeImage: true);
}
