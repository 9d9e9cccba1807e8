using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>The covariance of all patches of some images, those that overlap included.</summary>
/// <param name="image">The images: (height, width, channels).</param>
/// <param name="window">The size of a patch.</param>
internal sealed class PatchCovariance(Shape image, Size2D window)
{
    private readonly float[] _patch = new float[window.Area * image.Channels];
    private readonly float[] _imageSums = new float[window.Area * image.Channels];
    private readonly float[] _imageProducts = new float[window.Area * image.Channels * window.Area * image.Channels];
    private readonly double[] _sums = new double[window.Area * image.Channels];
    private readonly double[] _products = new double[window.Area * image.Channels * window.Area * image.Channels];

    /// <summary>The number of values of a patch.</summary>
    public int Size => _patch.Length;

    /// <summary>The number of patches so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the patches of one image.</summary>
    public void Add(ReadOnlySpan<float> pixels)
    {
        // Sums of one image are in float32, where they are short, and those of all images in double precision.
        Array.Clear(_imageSums);
        Array.Clear(_imageProducts);
        for (int top = 0; top <= image.Height - window.Height; top++)
        {
            for (int left = 0; left <= image.Width - window.Width; left++)
            {
                Take(pixels, top, left);
                TensorPrimitives.Add(_imageSums, _patch, _imageSums);
                for (int i = 0; i < Size; i++)
                {
                    var row = _imageProducts.AsSpan(i * Size, Size);
                    TensorPrimitives.MultiplyAdd(_patch, _patch[i], row, row);
                }
                Count++;
            }
        }
        for (int i = 0; i < _sums.Length; i++)
            _sums[i] += _imageSums[i];
        for (int i = 0; i < _products.Length; i++)
            _products[i] += _imageProducts[i];
    }

    /// <summary>The covariance; values in the order (row, column, channel).</summary>
    public double[,] ToMatrix()
    {
        var matrix = new double[Size, Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
                matrix[i, j] = _products[i * Size + j] / Count - _sums[i] / Count * (_sums[j] / Count);
        }
        return matrix;
    }

    private void Take(ReadOnlySpan<float> pixels, int top, int left)
    {
        int length = window.Width * image.Channels;
        for (int row = 0; row < window.Height; row++)
            pixels.Slice(((top + row) * image.Width + left) * image.Channels, length).CopyTo(_patch.AsSpan(row * length));
    }
}
