using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>Makes pixels of a model's size out of images, one after the other. One for each thread.</summary>
/// <remarks>Resizing and grayscale are done by ML.NET's own components, which a saved model consists of: so training and any serving see the same pixels.</remarks>
internal sealed class ImagePixelReader : IDisposable
{
    private const string ColumnName = "Image";

    private readonly ImageColumn _column;
    private readonly ImageCell _cell = new(ColumnName);
    private readonly DataViewRow _resizing;
    private readonly ValueGetter<MLImage> _resize;
    private MLImage _resized = null!;

    public ImagePixelReader(ImageColumn column)
    {
        _column = column;
        IDataView empty = new EmptyView(_cell.Schema);
        var chain = StockImageSteps.Resizing(new MLContext(), column.Reading!, ColumnName).Fit(empty);
        var mapper = ((ITransformer)chain).GetRowToRowMapper(_cell.Schema);
        _resizing = mapper.GetRow(_cell, [mapper.OutputSchema[ColumnName]]);
        _resize = _resizing.GetGetter<MLImage>(_resizing.Schema[ColumnName]);
    }

    /// <summary>Writes the pixels of an image: (height, width, channels).</summary>
    /// <exception cref="UnreadableImageFailure">The image cannot be read.</exception>
    public void Read(ImageValue value, Span<byte> pixels)
    {
        if (_column.Kind == ImageColumnKind.Image)
        {
            if (value.Image is null)
                throw UnreadableImageFailure.NoImage();
            // A copy where nothing is resized: ML.NET's component would hand the caller's own image on and dispose it later.
            using var copy = IsOfSize(value.Image) ? MLImage.CreateFromPixels(value.Image.Width, value.Image.Height, value.Image.PixelFormat, value.Image.Pixels) : null;
            Write(copy ?? value.Image, pixels);
            return;
        }
        using var decoded = _column.Kind == ImageColumnKind.Path
            ? ImageDecoder.Decode(ImageFile.Read(value.Path))
            : ImageDecoder.DecodeUpright(value.Encoded!, ImageDecoder.SmallestSideFor(_column.Reading!.ImageSize), _column.Reading.Decoding);
        Write(decoded, pixels);
    }

    public void Dispose()
    {
        _resizing.Dispose();
        _resized?.Dispose();
    }

    private bool IsOfSize(MLImage image) => image.Height == _column.Shape.Height && image.Width == _column.Shape.Width;

    private void Write(MLImage image, Span<byte> pixels)
    {
        _cell.Next(image);
        _resize(ref _resized);
        var source = _resized.Pixels;
        int red = _resized.PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2;
        int channels = _column.Shape.Channels;
        for (int from = 0, to = 0; to < pixels.Length; from += 4, to += channels)
        {
            pixels[to] = source[from + red];
            if (channels == 1)
                continue;
            pixels[to + 1] = source[from + 1];
            pixels[to + 2] = source[from + 2 - red];
        }
    }

    /// <summary>A row with one image, in place of a view.</summary>
    private sealed class ImageCell : DataViewRow
    {
        private MLImage? _image;
        private long _position = -1;

        public ImageCell(string name)
        {
            var schema = new DataViewSchema.Builder();
            schema.AddColumn(name, new ImageDataViewType());
            Schema = schema.ToSchema();
        }

        public override DataViewSchema Schema { get; }

        public override long Position => _position;

        public override long Batch => 0;

        public void Next(MLImage image)
        {
            _image = image;
            _position++;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)(Delegate)(ValueGetter<MLImage>)((ref MLImage image) => image = _image!);
    }
}
