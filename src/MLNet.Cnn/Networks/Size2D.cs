namespace MLNet.Cnn;

/// <summary>A pair of numbers, one along the height and one along the width: a kernel size, strides, a dilation.</summary>
/// <remarks>One number stands for both: <c>new Conv2D(32, 3)</c> has a 3x3 kernel; <c>(3, 5)</c> is 3 high and 5 wide.</remarks>
/// <param name="Height">The number along the height (rows).</param>
/// <param name="Width">The number along the width (columns).</param>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>The same number along both directions.</summary>
    public static implicit operator Size2D(int both) => new(both, both);

    /// <summary>A number along the height and one along the width.</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    internal bool IsPositive => Height >= 1 && Width >= 1;

    internal int Area => Height * Width;

    /// <summary><c>3x5</c>: height, then width.</summary>
    public override string ToString() => FormattableString.Invariant($"{Height}x{Width}");
}
