namespace MLNet.Cnn;

/// <summary>How a residual block leads its input past a branch whose output has another shape.</summary>
/// <remarks>Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (2015), section 3.3.</remarks>
public enum Shortcut
{
    /// <summary>The paper's option B: a 1x1 convolution with a normalization, wherever the shapes differ.</summary>
    Projection,

    /// <summary>The paper's option A, without parameters: every second pixel, and zeros for the channels that are missing. The filters must be a multiple of the input's channels.</summary>
    ZeroPadding,

    /// <summary>None: what comes out of the branch is all there is. A network of such blocks is the paper's plain network.</summary>
    None,
}
