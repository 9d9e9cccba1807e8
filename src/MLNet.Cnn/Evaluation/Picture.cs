using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>A picture that is yet to be drawn: what it shows and how. Immutable; it draws the same on every machine, with a font of its own.</summary>
public abstract record Picture
{
    // What libraries that read pictures take, and 1 GiB of pixels at the most.
    private const int LongestEdge = 16_384;

    private protected Picture()
    {
    }

    /// <summary>What stands above the picture.</summary>
    /// <value>Default: empty, nothing.</value>
    public string Title { get; init; } = "";

    /// <summary>Writes the picture as a PNG or SVG file, by the ending of its name; an existing file is replaced only once the new one is complete.</summary>
    /// <param name="path">The file: <c>….png</c> or <c>….svg</c>.</param>
    /// <exception cref="ArgumentException">The name has another ending, or the picture would be too large.</exception>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SafeFile.Write(path, Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => ToPng(),
            ".svg" => ToSvg(),
            var ending => throw new ArgumentException($"'{path}' ends in '{ending}', but a picture is written as '.png' or '.svg'.", nameof(path)),
        });
    }

    /// <summary>The bytes of a PNG file, without transparency.</summary>
    /// <exception cref="ArgumentException">The picture would be wider or higher than 16,384 pixels.</exception>
    public byte[] ToPng() => NativeSkia.Use(() =>
    {
        var layout = Arrange();
        Check(layout);
        using var bitmap = new SKBitmap(new SKImageInfo(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
            Draw(layout, canvas);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    });

    /// <summary>The bytes of an SVG file. Letters are written as outlines, so that no font is needed to read it.</summary>
    /// <exception cref="ArgumentException">The picture would be wider or higher than 16,384 pixels.</exception>
    public byte[] ToSvg() => NativeSkia.Use(() =>
    {
        var layout = Arrange();
        Check(layout);
        using var bytes = new MemoryStream();
        // The canvas completes the file when it is disposed.
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(layout.Width, layout.Height), bytes))
            Draw(layout, canvas);
        return bytes.ToArray();
    });

    /// <summary>Decides where everything stands.</summary>
    private protected abstract PictureLayout Arrange();

    private static void Draw(PictureLayout layout, SKCanvas canvas)
    {
        using var pen = new Pen(canvas);
        layout.Draw(pen);
    }

    private static void Check(PictureLayout layout)
    {
        if (layout.Width > LongestEdge || layout.Height > LongestEdge)
            throw new ArgumentException($"The picture would have {layout.Width} x {layout.Height} pixels, but neither edge may be longer than {LongestEdge}. Show less of it at once, or smaller.");
    }
}
