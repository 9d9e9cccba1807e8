namespace MLNet.Cnn.Tests;

public class SymbolTests
{
    [Fact]
    public void Shapes_are_known_while_writing()
    {
        var image = Symbol.Input(32, 32, 3);
        var x = image.Conv2D(16, 3, strides: 2, padding: Padding.Same);

        Assert.Equal(new Shape(32, 32, 3), image.Shape);
        Assert.Equal(new Shape(16, 16, 16), x.Shape);
        Assert.Equal(new Shape(10), x.GlobalAveragePooling2D().Dense(10).Shape);
    }

    [Fact]
    public void A_symbol_does_not_change_when_a_layer_is_put_behind_it()
    {
        var x = Symbol.Input(8, 8, 1);
        var first = x.Conv2D(2, 3);
        var second = x.Conv2D(4, 5);

        Assert.Equal(new Shape(6, 6, 2), first.Shape);
        Assert.Equal(new Shape(4, 4, 4), second.Shape);
        Assert.Equal([x], second.Inputs);
    }

    [Fact]
    public void A_layer_that_does_not_fit_is_refused_where_it_is_added_with_the_name_it_would_have()
    {
        var x = Symbol.Input(5, 5, 1).Conv2D(2, 3);

        Refusal.Says(
            "Layer 'conv2d_1' (Conv2D): a 5x5 kernel does not fit the 3x3x2 input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.",
            () => x.Conv2D(4, 5));
        Refusal.Says(
            "Layer 'wide' (Conv2D): a 5x5 kernel does not fit the 3x3x2 input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.",
            () => x.Conv2D(4, 5, name: "wide"));
    }

    [Fact]
    public void A_layer_with_one_input_refuses_several()
    {
        var x = Symbol.Input(5, 5, 1);

        Refusal.Says(
            "Layer 're_lu' (ReLU): it takes one input but received 2. Merge them first, with Add or Concatenate.",
            () => x.Apply(new ReLU(), x));
    }

    [Fact]
    public void Refuses_an_input_behind_another_layer()
    {
        const string message = "An InputLayer begins a network and cannot stand behind another layer. Use Symbol.Input. (Parameter 'layer')";

        Refusal.Says(message, () => Symbol.Input(5, 5, 1).Apply(new InputLayer(new(5, 5, 1))));
        Refusal.Says(message, () => Network.Sequential(new(5, 5, 1), new InputLayer(new(5, 5, 1)), new Flatten()));
    }

    [Fact]
    public void Refuses_nothing_as_a_layer_or_a_shape()
    {
        Assert.Throws<ArgumentNullException>("layer", () => Symbol.Input(5, 5, 1).Apply(null!));
        Assert.Throws<ArgumentNullException>("shape", () => Symbol.Input(null!));
    }

    [Fact]
    public void Every_method_puts_the_layer_of_its_name_behind_the_symbol()
    {
        var x = Symbol.Input(8, 8, 2);
        var v = x.Flatten(name: "f");

        Assert.Equal(
            new Conv2D(4, (3, 5)) { Strides = 2, Padding = Padding.Same, UseBias = false, Activation = Activation.Tanh, Name = "c" },
            x.Conv2D(4, (3, 5), 2, Padding.Same, false, Activation.Tanh, "c").Layer);
        Assert.Equal(new Conv2D(4, 3), x.Conv2D(4, 3).Layer);
        Assert.Equal(new BatchNormalization { Name = "b" }, x.BatchNormalization("b").Layer);
        Assert.Equal(new ReLU { Name = "r" }, x.ReLU("r").Layer);
        Assert.Equal(new ActivationLayer(Activation.SiLU) { Name = "a" }, x.Activation(Activation.SiLU, "a").Layer);
        Assert.Equal(new MaxPooling2D(), x.MaxPooling2D().Layer);
        Assert.Equal(new MaxPooling2D(3, 2) { Padding = Padding.Same, Name = "m" }, x.MaxPooling2D(3, 2, Padding.Same, "m").Layer);
        Assert.Equal(new AveragePooling2D(), x.AveragePooling2D().Layer);
        Assert.Equal(new AveragePooling2D(3, 2) { Padding = Padding.Same, Name = "m" }, x.AveragePooling2D(3, 2, Padding.Same, "m").Layer);
        Assert.Equal(new GlobalAveragePooling2D { Name = "g" }, x.GlobalAveragePooling2D("g").Layer);
        Assert.Equal(new GlobalMaxPooling2D { Name = "g" }, x.GlobalMaxPooling2D("g").Layer);
        Assert.Equal(new ZeroPadding2D((1, 2)) { Name = "z" }, x.ZeroPadding2D((1, 2), "z").Layer);
        Assert.Equal(new Flatten { Name = "f" }, v.Layer);
        Assert.Equal(new Dense(3), v.Dense(3).Layer);
        Assert.Equal(new Dense(3, Activation.ELU) { UseBias = false, Name = "d" }, v.Dense(3, Activation.ELU, false, "d").Layer);
        Assert.Equal(new Dropout(0.5) { Name = "d" }, x.Dropout(0.5, "d").Layer);
        Assert.Equal(new SpatialDropout2D(0.5) { Name = "d" }, x.SpatialDropout2D(0.5, "d").Layer);
        Assert.Equal(new Softmax { Name = "s" }, v.Softmax("s").Layer);
        Assert.Equal(new Rescaling(2, 1) { Name = "r" }, x.Rescaling(2, 1, "r").Layer);
        Assert.Equal(new Add(), x.Add(x).Layer);
        Assert.Equal(new Concatenate(), x.Concatenate(x).Layer);
    }
}
