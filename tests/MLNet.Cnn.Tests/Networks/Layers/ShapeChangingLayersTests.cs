namespace MLNet.Cnn.Tests;

/// <summary>Shapes, parameters and errors of the layers that cut, enlarge, reorder and merge.</summary>
public class ShapeChangingLayersTests
{
    [Fact]
    public void Shapes_follow_the_arithmetic()
    {
        Assert.Equal(new Shape(3, 1, 3), Of(new Cropping2D(new Margins(0, 1, 1, 3))));
        Assert.Equal(new Shape(2, 3, 3), Of(new CenterCrop(2, 3)));
        Assert.Equal(new Shape(10, 6), Of(new Reshape(new(10, 6))));
        Assert.Equal(new Shape(3, 4, 5), Of(new Permute([3, 1, 2])));
        Assert.Equal(new Shape(9, 2, 3), Of(new Resizing(9, 2)));
        Assert.Equal(new Shape(8, 15, 3), Of(new UpSampling2D((2, 3))));
        Assert.Equal(new Shape(1, 1, 3), Of(new GlobalMaxPooling2D { KeepDims = true }));
    }

    [Fact]
    public void Convolutions_of_channels_and_transposed_ones_have_Keras_shapes_and_parameters()
    {
        Assert.Equal((new Shape(2, 3, 6), 3 * 3 * 3 * 2 + 6L), Counted(new DepthwiseConv2D(3) { DepthMultiplier = 2, Strides = 2, Padding = Padding.Same }));
        Assert.Equal((new Shape(2, 3, 8), 3 * 3 * 3 + 3 * 8 + 8L), Counted(new SeparableConv2D(8, 3)));
        Assert.Equal((new Shape(8, 10, 7), 3 * 3 * 7 * 3 + 7L), Counted(new Conv2DTranspose(7, 3) { Strides = 2, Padding = Padding.Same }));
        Assert.Equal((new Shape(9, 11, 7), 3 * 3 * 7 * 3 + 7L), Counted(new Conv2DTranspose(7, 3) { Strides = 2 }));
        Assert.Equal((new Shape(12, 15, 7), 7 * 3 + 7L), Counted(new Conv2DTranspose(7, 1) { Strides = 3 }));
        Assert.Equal((new Shape(4, 5, 3), 6L), Counted(new GroupNormalization { Groups = 3 }));
        Assert.Equal((new Shape(4, 5, 3), 3L), Counted(new LayerNormalization { Center = false }));
        Assert.Equal((new Shape(4, 5, 3), 60L), Counted(new PReLU()));
        Assert.Equal((new Shape(4, 5, 3), 3L), Counted(new PReLU { ShareHeight = true, ShareWidth = true }));
    }

    [Fact]
    public void One_pixel_meets_every_pixel()
    {
        var image = Symbol.Input(4, 5, 3);

        Assert.Equal(new Shape(4, 5, 3), image.Apply(new GlobalAveragePooling2D { KeepDims = true }).Apply(new Multiply(), image).Shape);
    }

    public static TheoryData<string, Layer> Refused => new()
    {
        { "Layer 'cropping2d' (Cropping2D): Cropping is top 2, bottom 2, left 2, right 2, which leaves nothing of the 4x5x3 input.", new Cropping2D(2) },
        { "Layer 'center_crop' (CenterCrop): 5x5 pixels cannot be cut out of the 4x5x3 input. Put Resizing in front of it.", new CenterCrop(5, 5) },
        { "Layer 'reshape' (Reshape): TargetShape 7x9 has 63 elements, but the 4x5x3 input has 60.", new Reshape(new(7, 9)) },
        { "Layer 'permute' (Permute): Dims is [1, 1, 2], but it must hold each number from 1 to 3 once.", new Permute([1, 1, 2]) },
        { "Layer 'resizing' (Resizing): Height and Width are 0 and 2, but both must be at least 1.", new Resizing(0, 2) },
        { "Layer 'up_sampling2d' (UpSampling2D): Size is 0x1, but both factors must be at least 1.", new UpSampling2D((0, 1)) },
        { "Layer 'depthwise_conv2d' (DepthwiseConv2D): DepthMultiplier is 0, but at least 1 is needed.", new DepthwiseConv2D(3) { DepthMultiplier = 0 } },
        { "Layer 'separable_conv2d' (SeparableConv2D): Filters is 0, but at least 1 is needed.", new SeparableConv2D(0, 3) },
        { "Layer 'conv2d_transpose' (Conv2DTranspose): Strides is 0x0, but both must be at least 1.", new Conv2DTranspose(1, 3) { Strides = 0 } },
        { "Layer 'group_normalization' (GroupNormalization): Groups is 2, which must divide the 3 channels of the input.", new GroupNormalization { Groups = 2 } },
        { "Layer 'layer_normalization' (LayerNormalization): Epsilon is -0.5, but it must be a finite number above 0.", new LayerNormalization { Epsilon = -0.5 } },
        { "Layer 're_lu' (ReLU): MaxValue is -1.5, but it must be finite and at least 0.", new ReLU { MaxValue = -1.5 } },
        { "Layer 'elu' (ELU): Alpha is NaN, but it must be finite.", new ELU(double.NaN) },
        { "Layer 'multiply' (Multiply): it multiplies two or more inputs but received 1.", new Multiply() },
        { "Layer 'subtract' (Subtract): it subtracts one input from another but received 1.", new Subtract() },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_fit_is_refused(string message, Layer layer) => Refusal.Says(message, () => Of(layer));

    private static Shape Of(Layer layer) => Counted(layer).Shape;

    private static (Shape Shape, long Parameters) Counted(Layer layer)
    {
        var network = Network.Sequential(new(4, 5, 3), layer);
        return (network.OutputShape, network.ParameterCount);
    }
}
