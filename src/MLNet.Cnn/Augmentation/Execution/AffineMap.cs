namespace MLNet.Cnn;

/// <summary>Where each pixel of a new image comes from: (x, y) from (A0 x + A1 y + A2, B0 x + B1 y + B2). The numbers of <c>keras.ops.image.affine_transform</c>.</summary>
internal readonly record struct AffineMap(double A0, double A1, double A2, double B0, double B1, double B2)
{
    public static AffineMap Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>What one operation did, followed by another: places of the newest image through the later map, then through this one.</summary>
    public AffineMap Then(AffineMap later) => new(
        A0 * later.A0 + A1 * later.B0, A0 * later.A1 + A1 * later.B1, A0 * later.A2 + A1 * later.B2 + A2,
        B0 * later.A0 + B1 * later.B0, B0 * later.A1 + B1 * later.B1, B0 * later.A2 + B1 * later.B2 + B2);

    /// <summary>Rows stay rows and columns columns.</summary>
    public bool IsUpright => A1 == 0 && B0 == 0;

    public static AffineMap FlipHorizontally(Shape image) => new(-1, 0, image.Width - 1, 0, 1, 0);

    public static AffineMap FlipVertically(Shape image) => new(1, 0, 0, 0, -1, image.Height - 1);

    /// <summary>Moves by pixels to the right and down (random_translation.py, _get_translation_matrix).</summary>
    public static AffineMap Translate(double right, double down) => new(1, 0, -right, 0, 1, -down);

    /// <summary>Turns counter-clockwise about the centre (base_image_preprocessing_layer.py, _compute_affine_matrix).</summary>
    public static AffineMap Rotate(double turns, Shape image)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * turns);
        double x = (image.Width - 1) / 2.0, y = (image.Height - 1) / 2.0;
        return new(cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos);
    }

    /// <summary>Shows that many times the width and height, about the centre (random_zoom.py, _get_zoom_matrix).</summary>
    public static AffineMap Zoom(double width, double height, Shape image) =>
        new(width, 0, (image.Width - 1) / 2.0 * (1 - width), 0, height, (image.Height - 1) / 2.0 * (1 - height));

    /// <summary>Slants about the upper left corner (random_shear.py, _get_shear_matrix).</summary>
    public static AffineMap Shear(double x, double y) => new(1, x, 0, y, 1, 0);

    /// <summary>Takes a window, scaled to the image's size between the corners of the outermost pixels.</summary>
    public static AffineMap Window(int left, int top, Size2D window, Shape image)
    {
        double x = (double)window.Width / image.Width, y = (double)window.Height / image.Height;
        return new(x, 0, (x - 1) / 2 + left, 0, y, (y - 1) / 2 + top);
    }
}
