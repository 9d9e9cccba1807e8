namespace MLNet.Cnn;

/// <summary>A row of a view of image files. ML.NET reads only the properties of columns that somebody asked for.</summary>
internal sealed class ImageFileRow(string path, string label)
{
    private SkiaSharp.SKSizeI? _size;

    public ImageFileRow()
        : this("", "")
    {
    }

    public string ImagePath { get; set; } = path;

    public string Label { get; set; } = label;

    /// <summary>The file's bytes; none if it cannot be read.</summary>
    public byte[] Image
    {
        get => ReadBytes();
        set => throw new NotSupportedException();
    }

    /// <summary>The height that the file's header tells, as the image lies in the file; 0 if it tells none.</summary>
    public int Height
    {
        get => (_size ??= ReadSize()).Height;
        set => throw new NotSupportedException();
    }

    /// <summary>The width that the file's header tells, as the image lies in the file; 0 if it tells none.</summary>
    public int Width
    {
        get => (_size ??= ReadSize()).Width;
        set => throw new NotSupportedException();
    }

    private byte[] ReadBytes()
    {
        try
        {
            return ImageFile.Read(ImagePath);
        }
        catch (UnreadableImageFailure)
        {
            return []; // reported as unreadable by whoever decodes it
        }
    }

    private SkiaSharp.SKSizeI ReadSize()
    {
        try
        {
            using var codec = ImageDecoder.Open(ReadBytes());
            return codec.Info.Size;
        }
        catch (UnreadableImageFailure)
        {
            return default;
        }
    }
}
