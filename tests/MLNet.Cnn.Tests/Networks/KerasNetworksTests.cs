namespace MLNet.Cnn.Tests;

/// <summary>Networks whose shapes and parameters Keras 3.15 printed; the names are those of its summaries, counted from 0.</summary>
public class KerasNetworksTests
{
    [Fact]
    public void Dilated() => Prints(
        "conv2d 12x12x8 224; conv2d_1 6x6x8 584; flatten 288 0; dense 10 2890",
        new Conv2D(8, 3) { DilationRate = 2, Activation = Activation.ReLU },
        new Conv2D(8, 3) { Strides = 2, Padding = Padding.Same, Activation = Activation.ReLU },
        new Flatten(),
        new Dense(10));

    [Fact]
    public void Small_VGG() => Prints(
        "conv2d 16x16x8 224; conv2d_1 16x16x8 584; max_pooling2d 8x8x8 0; conv2d_2 8x8x16 1168; conv2d_3 8x8x16 2320; "
        + "max_pooling2d_1 4x4x16 0; flatten 256 0; dense 32 8224; dense_1 10 330",
        new Conv2D(8, 3) { Padding = Padding.Same },
        new Conv2D(8, 3) { Padding = Padding.Same },
        new MaxPooling2D(),
        new Conv2D(16, 3) { Padding = Padding.Same },
        new Conv2D(16, 3) { Padding = Padding.Same },
        new MaxPooling2D(),
        new Flatten(),
        new Dense(32, Activation.ReLU),
        new Dense(10));

    private static void Prints(string layers, params Layer[] definitions) => Assert.Equal(
        layers,
        string.Join("; ", Network.Sequential(new(16, 16, 3), definitions).Layers.Skip(1)
            .Select(layer => $"{layer.Name} {layer.Shape} {layer.ParameterCount}")));
}
