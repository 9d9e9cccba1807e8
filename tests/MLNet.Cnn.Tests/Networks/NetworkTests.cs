namespace MLNet.Cnn.Tests;

public class NetworkTests
{
    [Fact]
    public void Layers_stand_behind_what_they_use()
    {
        var image = Symbol.Input(8, 8, 4);
        var branch = image.Conv2D(4, 3, padding: Padding.Same);
        var network = new Network(image, branch.Add(image).Flatten().Dense(10));

        Assert.Equal(["input_layer", "conv2d", "add", "flatten", "dense"], network.Layers.Select(layer => layer.Name));
        Assert.Equal([1, 0], network["add"].Inputs);
        Assert.All(network.Layers.Index(), pair => Assert.All(pair.Item.Inputs, input => Assert.True(input < pair.Index)));
        Assert.Equal(new Shape(8, 8, 4), network.InputShape);
        Assert.Equal(new Shape(10), network.OutputShape);
    }

    [Fact]
    public void What_does_not_lead_to_the_output_is_not_part_of_the_network()
    {
        var image = Symbol.Input(8, 8, 1);
        image.Conv2D(64, 3);

        Assert.Equal(["input_layer", "flatten"], new Network(image, image.Flatten()).Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Counts_are_sums_over_the_layers()
    {
        var network = Network.Sequential(new(5, 5, 1), new Conv2D(2, 3), new BatchNormalization(), new Flatten(), new Dense(3));

        // 3*3*1*2+2 = 20; 4*2 = 8, half of them moving statistics; 3*3*2*3+3 = 57.
        Assert.Equal(20 + 8 + 57, network.ParameterCount);
        Assert.Equal(20 + 4 + 57, network.TrainableParameterCount);
        // 3*3*2 values of 9 products; 18*3.
        Assert.Equal(162 + 54, network.MultiplyAdds);
    }

    [Fact]
    public void Weights_have_paths_of_layer_and_weight()
    {
        var layer = Network.Sequential(new(5, 5, 1), new Conv2D(2, 3))["conv2d"];

        Assert.Equal(["conv2d/kernel", "conv2d/bias"], layer.Weights.Select(layer.PathOf));
    }

    [Fact]
    public void Prints_itself_in_one_line() => Refusal.WithDecimalComma(() => Assert.Equal(
        "lenet5: 28x28x1 to 10, 12 layers, 60,162 parameters",
        Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10).ToString()));

    [Fact]
    public void An_unknown_layer_is_answered_with_those_there_are() => Refusal.Says<KeyNotFoundException>(
        "The network 'sequential' has no layer 'conv'. It has: input_layer, conv2d, flatten.",
        () => _ = Network.Sequential(new(5, 5, 1), new Conv2D(2, 3), new Flatten())["conv"]);

    [Fact]
    public void Refuses_an_output_of_another_input() => Refusal.Says(
        "The output depends on another input than the one given. A network has one input: build all of it from the same Symbol.Input. (Parameter 'input')",
        () => new Network(Symbol.Input(5, 5, 1), Symbol.Input(5, 5, 1).Flatten()));

    [Fact]
    public void Refuses_an_output_of_two_inputs()
    {
        var image = Symbol.Input(5, 5, 1);

        Refusal.Says(
            "The output depends on another input than the one given. A network has one input: build all of it from the same Symbol.Input. (Parameter 'input')",
            () => new Network(image, image.Add(Symbol.Input(5, 5, 1))));
    }

    [Fact]
    public void Refuses_the_middle_of_a_network_as_its_input()
    {
        var middle = Symbol.Input(5, 5, 1).Conv2D(2, 3);

        Refusal.Says(
            "The input of a network must come from Symbol.Input, but the one given is the output of a Conv2D. (Parameter 'input')",
            () => new Network(middle, middle.Flatten()));
    }

    [Fact]
    public void Refuses_an_empty_name()
    {
        var image = Symbol.Input(5, 5, 1);

        Assert.Throws<ArgumentException>("name", () => new Network(image, image.Flatten(), " "));
    }
}
