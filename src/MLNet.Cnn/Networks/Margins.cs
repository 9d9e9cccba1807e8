namespace MLNet.Cnn;

/// <summary>Rows and columns added around an image.</summary>
/// <remarks>One number stands for all four sides; a pair for top and bottom, then left and right.</remarks>
/// <param name="Top">Rows above the image.</param>
/// <param name="Bottom">Rows below the image.</param>
/// <param name="Left">Columns left of the image.</param>
/// <param name="Right">Columns right of the image.</param>
public readonly record struct Margins(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same number on all four sides.</summary>
    public static implicit operator Margins(int all) => new(all, all, all, all);

    /// <summary>One number above and below, one left and right.</summary>
    public static implicit operator Margins((int Height, int Width) margins) =>
        new(margins.Height, margins.Height, margins.Width, margins.Width);

    internal bool IsSymmetric => Top == Bottom && Left == Right;

    internal bool IsZero => this == default;

    /// <summary><c>top 0, bottom 1, left 0, right 1</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"top {Top}, bottom {Bottom}, left {Left}, right {Right}");
}
