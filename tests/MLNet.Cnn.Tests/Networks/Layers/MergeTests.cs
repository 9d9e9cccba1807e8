namespace MLNet.Cnn.Tests;

public class MergeTests
{
    [Fact]
    public void Adding_keeps_the_shape()
    {
        var x = Symbol.Input(4, 4, 2);

        Assert.Equal(new Shape(4, 4, 2), x.Add(x, x.ReLU()).Shape);
    }

    [Fact]
    public void Joining_adds_the_channels_up()
    {
        var x = Symbol.Input(4, 4, 2);

        Assert.Equal(new Shape(4, 4, 9), x.Concatenate(x.Conv2D(3, 1), x.Conv2D(4, 1)).Shape);
        Assert.Equal(new Shape(34), x.Flatten().Concatenate(x.GlobalMaxPooling2D()).Shape);
    }

    [Fact]
    public void Adding_refuses_different_shapes()
    {
        var x = Symbol.Input(4, 4, 2);

        Refusal.Says(
            "Layer 'add' (Add): its inputs must have one shape but have 4x4x2 and 2x2x2. A 1x1 convolution with strides makes them equal.",
            () => x.Add(x.MaxPooling2D()));
    }

    [Fact]
    public void Joining_refuses_images_of_different_size()
    {
        var x = Symbol.Input(4, 4, 2);

        Refusal.Says(
            "Layer 'concatenate' (Concatenate): its inputs must be equal but for the channels, and have the shapes 4x4x2 and 2x2x2.",
            () => x.Concatenate(x.MaxPooling2D()));
        Refusal.Says(
            "Layer 'concatenate' (Concatenate): its inputs must be equal but for the channels, and have the shapes 4x4x2 and 32.",
            () => x.Concatenate(x.Flatten()));
    }

    [Fact]
    public void A_single_input_is_refused()
    {
        var x = Symbol.Input(4, 4, 2);

        Refusal.Says("Layer 'add' (Add): it adds two or more inputs but received 1.", () => x.Add());
        Refusal.Says("Layer 'concatenate' (Concatenate): it joins two or more inputs but received 1.", () => x.Concatenate());
    }
}
