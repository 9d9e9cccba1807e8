namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>LeNet-5 with 3x3 kernels, max pooling and ReLU, with or without batch normalization.</summary>
    /// <remarks>
    /// <para>Conv2D(6, 3), MaxPooling2D(2), ReLU, Conv2D(16, 3), MaxPooling2D(2), ReLU, Flatten, Dense(120), Dense(84), Dense(classes), with
    /// a BatchNormalization behind each convolution where asked for. On 28x28x1 images with ten classes: 60,074 parameters without
    /// batch normalization, 60,162 with it (60,118 trainable).</para>
    /// <para>Source: LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document Recognition" (1998);
    /// batch normalization after Ioffe and Szegedy (2015).</para>
    /// </remarks>
    /// <param name="batchNormalization">Whether a BatchNormalization follows each convolution. Default: <see langword="false"/>.</param>
    /// <param name="denseBatchNormalization">Whether one also follows each hidden Dense layer, before its ReLU. Default: <see langword="false"/>.</param>
    public static NetworkBuilder LeNet5(bool batchNormalization = false, bool denseBatchNormalization = false)
    {
        return new NetworkBuilder(nameof(LeNet5), (imageShape, classCount) => Network.Sequential(
            imageShape,
            [
                .. Convolution(6),
                .. Convolution(16),
                new Flatten(),
                .. Hidden(120),
                .. Hidden(84),
                new Dense(classCount),
            ]).WithName("lenet5"))
        {
            Family = NetworkFamily.LeNet5,
        };

        IEnumerable<Layer> Convolution(int filters) => batchNormalization
            ? [new Conv2D(filters, 3), new BatchNormalization(), new MaxPooling2D(2), new ReLU()]
            : [new Conv2D(filters, 3), new MaxPooling2D(2), new ReLU()];

        IEnumerable<Layer> Hidden(int units) => denseBatchNormalization
            ? [new Dense(units), new BatchNormalization(), new ReLU()]
            : [new Dense(units, Activation.ReLU)];
    }
}
