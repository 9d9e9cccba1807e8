namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The network of Keras' first example: two convolutions with max pooling, dropout and one Dense layer. On 28x28x1 images with ten classes: 34,826 parameters.</summary>
    /// <remarks>Source: Chollet, "Simple MNIST convnet", keras.io/examples/vision/mnist_convnet, which reports 99 % on MNIST after 15 epochs.</remarks>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dropout is out of its range.</exception>
    public static NetworkBuilder MnistConvNet(double dropout = 0.5)
    {
        Preset.CheckDropout(dropout);
        return Preset.Of(NetworkFamily.MnistConvNet, nameof(MnistConvNet), (image, classCount) => image
            .Conv2D(32, 3, activation: Activation.ReLU).MaxPooling2D()
            .Conv2D(64, 3, activation: Activation.ReLU).MaxPooling2D()
            .Flatten().DropoutBeforeHead(dropout).Dense(classCount));
    }
}
