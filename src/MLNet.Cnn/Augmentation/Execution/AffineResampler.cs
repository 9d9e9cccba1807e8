using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>Draws an image anew through an <see cref="AffineMap"/>. For one thread at a time.</summary>
/// <remarks>The same numbers as <c>keras.ops.image.affine_transform</c>, in double precision where places are computed.</remarks>
internal sealed class AffineResampler
{
    private readonly Shape _shape;
    private readonly GeometricOperation _settings;
    private readonly float _fill;
    private readonly Tap[] _columns;
    private readonly float[] _fillRow;
    private readonly float[] _row;

    /// <param name="shape">The images.</param>
    /// <param name="settings">Says what stands beyond the border, and how pixels between pixels are made.</param>
    public AffineResampler(Shape shape, GeometricOperation settings)
    {
        _shape = shape;
        _settings = settings;
        _fill = (float)settings.FillValue;
        _columns = new Tap[shape.Width];
        _fillRow = new float[shape.Width * shape.Channels];
        Array.Fill(_fillRow, _fill);
        _row = new float[_fillRow.Length];
    }

    /// <summary>Two neighbours along one direction, and the share of the second.</summary>
    private readonly record struct Tap(int First, int Second, float Share);

    public void Draw(ReadOnlySpan<float> source, AffineMap map, Span<float> target)
    {
        if (map.IsUpright)
            DrawUpright(source, map, target);
        else
            DrawAny(source, map, target);
    }

    /// <summary>Rows come from rows: they are blended whole, then their columns.</summary>
    private void DrawUpright(ReadOnlySpan<float> source, AffineMap map, Span<float> target)
    {
        bool isWhole = true;
        for (int x = 0; x < _columns.Length; x++)
        {
            _columns[x] = TapAt(map.A0 * x + map.A2, _shape.Width);
            isWhole &= _columns[x].Share == 0;
        }
        for (int y = 0; y < _shape.Height; y++)
        {
            var row = BlendedRow(source, TapAt(map.B1 * y + map.B2, _shape.Height));
            var line = target.Slice(y * row.Length, row.Length);
            if (isWhole)
                GatherColumns(row, line);
            else
                BlendColumns(row, line);
        }
    }

    private ReadOnlySpan<float> BlendedRow(ReadOnlySpan<float> source, Tap tap)
    {
        var first = RowAt(source, tap.First);
        if (tap.Share == 0)
            return first;
        // first + share (second - first)
        TensorPrimitives.Subtract(RowAt(source, tap.Second), first, _row);
        TensorPrimitives.MultiplyAdd(_row, tap.Share, first, _row);
        return _row;
    }

    private ReadOnlySpan<float> RowAt(ReadOnlySpan<float> source, int row) =>
        row == Border.Outside ? _fillRow : source.Slice(row * _fillRow.Length, _fillRow.Length);

    private void GatherColumns(ReadOnlySpan<float> row, Span<float> target)
    {
        int channels = _shape.Channels;
        for (int x = 0; x < _columns.Length; x++)
        {
            int column = _columns[x].First;
            for (int c = 0; c < channels; c++)
                target[x * channels + c] = column == Border.Outside ? _fill : row[column * channels + c];
        }
    }

    private void BlendColumns(ReadOnlySpan<float> row, Span<float> target)
    {
        int channels = _shape.Channels;
        for (int x = 0; x < _columns.Length; x++)
        {
            var (left, right, share) = _columns[x];
            for (int c = 0; c < channels; c++)
            {
                float first = left == Border.Outside ? _fill : row[left * channels + c];
                float second = right == Border.Outside ? _fill : row[right * channels + c];
                target[x * channels + c] = first + share * (second - first);
            }
        }
    }

    private void DrawAny(ReadOnlySpan<float> source, AffineMap map, Span<float> target)
    {
        int channels = _shape.Channels, width = _shape.Width, height = _shape.Height;
        bool isNearest = _settings.Interpolation == Interpolation.Nearest;
        int next = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, next += channels)
            {
                double column = map.A0 * x + map.A1 * y + map.A2, row = map.B0 * x + map.B1 * y + map.B2;
                int left = (int)Math.Floor(column), top = (int)Math.Floor(row);
                if (!isNearest && (uint)left < (uint)(width - 1) && (uint)top < (uint)(height - 1))
                    BlendInside(source[((top * width + left) * channels)..], (float)(column - left), (float)(row - top), target.Slice(next, channels));
                else
                    BlendAnywhere(source, TapAt(column, width), TapAt(row, height), target.Slice(next, channels));
            }
        }
    }

    private void BlendInside(ReadOnlySpan<float> source, float right, float down, Span<float> pixel)
    {
        int below = _fillRow.Length;
        for (int c = 0; c < pixel.Length; c++)
        {
            float upper = source[c] + right * (source[c + pixel.Length] - source[c]);
            float lower = source[c + below] + right * (source[c + below + pixel.Length] - source[c + below]);
            pixel[c] = upper + down * (lower - upper);
        }
    }

    private void BlendAnywhere(ReadOnlySpan<float> source, Tap column, Tap row, Span<float> pixel)
    {
        for (int c = 0; c < pixel.Length; c++)
        {
            float upper = Blend(At(source, column.First, row.First, c), At(source, column.Second, row.First, c), column.Share);
            float lower = Blend(At(source, column.First, row.Second, c), At(source, column.Second, row.Second, c), column.Share);
            pixel[c] = Blend(upper, lower, row.Share);
        }
    }

    private static float Blend(float first, float second, float share) => first + share * (second - first);

    private float At(ReadOnlySpan<float> source, int column, int row, int channel) =>
        column == Border.Outside || row == Border.Outside ? _fill : source[(row * _shape.Width + column) * _shape.Channels + channel];

    private Tap TapAt(double place, int length)
    {
        if (_settings.Interpolation == Interpolation.Nearest)
        {
            int nearest = Border.Map((int)Math.Floor(place + 0.5), length, _settings.FillMode);
            return new(nearest, nearest, 0);
        }
        int first = (int)Math.Floor(place);
        float share = (float)(place - first);
        return new(Border.Map(first, length, _settings.FillMode), Border.Map(first + 1, length, _settings.FillMode), share);
    }
}
