namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A window along one direction, and how many places it has.</summary>
/// <param name="Length">Pixels of the image.</param>
/// <param name="Kernel">Weights of the kernel.</param>
internal sealed record WindowSize(int Length, int Kernel)
{
    /// <summary>Pixels from one place to the next. Default: 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Pixels from one weight to the next. Default: 1.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Whether zeros are added so that the output is as long as the image, divided by the stride. Default: <see langword="false"/>.</summary>
    public bool IsSame { get; init; }

    /// <summary>Zeros that a ZeroPadding2D adds on both sides. Default: 0.</summary>
    public int Margin { get; init; }

    /// <summary>Pixels that the kernel covers.</summary>
    public int Covered => (Kernel - 1) * Dilation + 1;

    /// <summary>All zeros that are added, on both sides together.</summary>
    public int Zeros => IsSame ? Math.Max(0, ((Length + Stride - 1) / Stride - 1) * Stride + Covered - Length) : 2 * Margin;

    /// <summary>How many places the window has.</summary>
    public int Places => (Length + Zeros - Covered) / Stride + 1;

    /// <summary>The formula with the values filled in.</summary>
    public string Formula => $"floor(({Length} + {Zeros} − {Covered}) / {Stride}) + 1 = {Places}";

    /// <summary>What the library says: the height of the output of such a layer.</summary>
    public int ByLibrary
    {
        get
        {
            var image = Symbol.Input(Length, Length, 1);
            var padded = Margin > 0 ? image.ZeroPadding2D(Margin) : image;
            return padded.Apply(new Conv2D(1, Kernel) { Strides = Stride, DilationRate = Dilation, Padding = IsSame ? Padding.Same : Padding.Valid }).Shape.Height;
        }
    }
}
