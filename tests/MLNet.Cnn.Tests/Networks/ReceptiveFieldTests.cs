namespace MLNet.Cnn.Tests;

public class ReceptiveFieldTests
{
    [Fact]
    public void LeNet5_sees_ten_pixels_before_its_dense_layers()
    {
        var network = Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10);
        var fields = ReceptiveField.Of(network);

        // 3; BN; 3 + 1*1 = 4; ReLU; 4 + 2*2 = 8; BN; 8 + 1*2 = 10; ReLU; Flatten.
        Assert.Equal([1, 3, 3, 4, 4, 8, 8, 10, 10, 10], fields.Take(10).Select(field => field.Window.Height));
        Assert.Equal([false, false, false, true, true, true], fields.TakeLast(6).Select(field => field.WholeImage));
    }

    // Araujo, Norris and Sim (2019), table of receptive fields: AlexNet v2 195, VGG-16 212.
    [Fact]
    public void AlexNet_sees_195_pixels()
    {
        var image = Symbol.Input(224, 224, 3);
        var x = image.Conv2D(64, 11, strides: 4).MaxPooling2D(3, 2).Conv2D(192, 5, padding: Padding.Same).MaxPooling2D(3, 2)
            .Conv2D(384, 3, padding: Padding.Same).Conv2D(384, 3, padding: Padding.Same).Conv2D(256, 3, padding: Padding.Same)
            .MaxPooling2D(3, 2);

        Assert.Equal(new LayerReach(195, 32), LastOf(image, x));
    }

    [Fact]
    public void VGG16_sees_212_pixels()
    {
        var image = Symbol.Input(224, 224, 3);

        Assert.Equal(new LayerReach(212, 32), LastOf(image, Classics.VGG16(image)));
    }

    [Fact]
    public void Dilation_widens_without_strides()
    {
        var image = Symbol.Input(32, 32, 1);
        var x = image.Apply(new Conv2D(1, 3)).Apply(new Conv2D(1, 3) { DilationRate = 2 }).Apply(new Conv2D(1, 3) { DilationRate = 4 });

        // Yu and Koltun (2016), figure 1: 3x3, 7x7 and 15x15 with dilations 1, 2 and 4.
        Assert.Equal(new LayerReach(15, 1), LastOf(image, x));
    }

    [Fact]
    public void Branches_count_with_the_wider_one()
    {
        var image = Symbol.Input(16, 16, 4);

        // 3x3 with stride 2, then 3x3: 3 + 2*2 = 7. The 1x1 shortcut sees one pixel.
        Assert.Equal(new LayerReach(7, 2), LastOf(image, image.ResidualBlock(8, strides: 2)));
    }

    [Fact]
    public void Height_and_width_are_reckoned_apart()
    {
        var image = Symbol.Input(32, 32, 1);

        Assert.Equal(
            new LayerReach((5, 9), (1, 6)), LastOf(image, image.Conv2D(1, (3, 5), (1, 2)).AveragePooling2D((3, 3), (1, 3))));
    }

    [Fact]
    public void Global_pooling_sees_the_whole_image()
    {
        var image = Symbol.Input(32, 32, 1);

        Assert.True(LastOf(image, image.GlobalAveragePooling2D()).WholeImage);
        Assert.True(LastOf(image, image.GlobalMaxPooling2D().Dense(2)).WholeImage);
    }

    private static LayerReach LastOf(Symbol image, Symbol output) => ReceptiveField.Of(new Network(image, output))[^1];
}
