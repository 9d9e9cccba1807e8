namespace MLNet.Cnn;

/// <summary>What a convolution or pooling does at the border of the image (Keras: <c>padding</c>).</summary>
public enum Padding
{
    /// <summary>The window stays inside the image: the output is smaller than the input.</summary>
    Valid,

    /// <summary>
    /// The image is surrounded by as many rows and columns as it takes for an output of <c>ceil(input / stride)</c>; where
    /// their number is odd, the extra one is below or to the right (TensorFlow's rule).
    /// </summary>
    Same,
}
