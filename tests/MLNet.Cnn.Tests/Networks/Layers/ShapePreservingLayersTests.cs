namespace MLNet.Cnn.Tests;

public class ShapePreservingLayersTests
{
    [Fact]
    public void Shapes_stay_and_there_are_no_weights()
    {
        Layer[] layers =
        [
            new ReLU(), new LeakyReLU(), new ActivationLayer(Activation.GELU), new Softmax(), new Dropout(0.5), new SpatialDropout2D(0.5),
            new Rescaling(1 / 255.0), new Normalization(),
        ];

        Assert.All(Network.Sequential(new(4, 5, 3), layers).Layers, layer =>
        {
            Assert.Equal(new Shape(4, 5, 3), layer.Shape);
            Assert.Empty(layer.Weights);
            Assert.Equal(0, layer.MultiplyAdds);
        });
    }

    [Theory]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1, "1")]
    [InlineData(double.NaN, "NaN")]
    public void Dropout_refuses_a_rate_outside_0_to_1(double rate, string written)
    {
        Refusal.Says(
            $"Layer 'dropout' (Dropout): Rate is {written}, but it must be at least 0 and below 1.", () => Of(new Dropout(rate)));
        Refusal.Says(
            $"Layer 'spatial_dropout2d' (SpatialDropout2D): Rate is {written}, but it must be at least 0 and below 1.",
            () => Of(new SpatialDropout2D(rate)));
    }

    [Fact]
    public void Dropout_takes_a_rate_of_0() => Of(new Dropout(0));

    [Fact]
    public void Spatial_dropout_refuses_a_vector() => Refusal.Says(
        "Layer 'spatial_dropout2d' (SpatialDropout2D): it needs an image (height, width, channels), but its input has the shape 60. Put it before Flatten and the global poolings.",
        () => Of(new Flatten(), new SpatialDropout2D(0.5)));

    [Fact]
    public void Leaky_ReLU_refuses_a_negative_slope() => Refusal.Says(
        "Layer 'leaky_re_lu' (LeakyReLU): NegativeSlope is -0.3, but it must be finite and at least 0.", () => Of(new LeakyReLU(-0.3)));

    private static Network Of(params Layer[] layers) => Network.Sequential(new(4, 5, 3), layers);
}
