namespace MLNet.Cnn.Tests;

public class KerasOrderTests
{
    [Fact]
    public void A_graph_is_ordered_by_the_longest_way_to_the_output()
    {
        // keras.Model of 3.16 lists image, a, b, short, c, sum: 'short' is as far from the output as 'c', and is met first because it is the first input of 'sum'.
        var image = Symbol.Input(4, 4, 3);
        var a = image.Apply(new Conv2D(3, 1) { Name = "a" });
        var b = a.Apply(new Conv2D(3, 1) { Name = "b" });
        var shortcut = image.Apply(new Conv2D(3, 1) { Name = "short" });
        var network = new Network(image, shortcut.Apply(new Add { Name = "sum" }, b.Apply(new Conv2D(3, 1) { Name = "c" })));

        Assert.Equal(["input_layer", "a", "b", "short", "c", "sum"], KerasOrder.Of(network).Select(index => network.Layers[index].Name));
    }

    [Fact]
    public void Weights_are_counted_by_class_in_that_order()
    {
        var image = Symbol.Input(4, 4, 3);
        var left = image.Apply(new Conv2D(3, 1) { Name = "left" }).Apply(new BatchNormalization { Name = "n" });
        var network = new Network(image, image.Apply(new Conv2D(3, 1) { Name = "right" }).Apply(new Add(), left));

        Assert.Equal(
            [("left", "layers/conv2d"), ("n", "layers/batch_normalization"), ("right", "layers/conv2d_1")],
            KerasOrder.Architecture(network).Places.Select(pair => (pair.Key, pair.Value.Path)).OrderBy(pair => pair.Key));
    }
}
