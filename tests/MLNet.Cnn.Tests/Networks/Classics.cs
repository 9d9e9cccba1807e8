namespace MLNet.Cnn.Tests;

/// <summary>Networks of the literature whose figures are published.</summary>
internal static class Classics
{
    /// <summary>The convolutions of VGG-16 (Simonyan and Zisserman, 2014, configuration D).</summary>
    public static Symbol VGG16(Symbol image)
    {
        var x = image;
        foreach (int[] stage in new int[][] { [64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512] })
        {
            foreach (int filters in stage)
                x = x.Conv2D(filters, 3, padding: Padding.Same, activation: Activation.ReLU);
            x = x.MaxPooling2D();
        }
        return x;
    }

    /// <summary>The residual network of Keras' own summary in NetworkSummaryTests: three blocks on 16x16 colour images.</summary>
    public static Network SmallResNet()
    {
        var image = Symbol.Input(16, 16, 3);
        var x = image.Conv2D(8, 3, padding: Padding.Same, useBias: false).BatchNormalization().ReLU()
            .ResidualBlock(8).ResidualBlock(16, strides: 2).ResidualBlock(16)
            .GlobalAveragePooling2D().Dense(10);
        return new Network(image, x, "resnet_small");
    }
}
