namespace MLNet.Cnn.Tests;

public class LayerNamesTests
{
    [Theory]
    [InlineData("Conv2D", "conv2d")]
    [InlineData("ReLU", "re_lu")]
    [InlineData("LeakyReLU", "leaky_re_lu")]
    [InlineData("BatchNormalization", "batch_normalization")]
    [InlineData("MaxPooling2D", "max_pooling2d")]
    [InlineData("GlobalAveragePooling2D", "global_average_pooling2d")]
    [InlineData("SpatialDropout2D", "spatial_dropout2d")]
    [InlineData("ZeroPadding2D", "zero_padding2d")]
    [InlineData("InputLayer", "input_layer")]
    [InlineData("Dense", "dense")]
    public void Kinds_become_snake_case_as_in_Keras(string kind, string name) => Assert.Equal(name, LayerNames.SnakeCase(kind));

    [Fact]
    public void Names_are_numbered_from_the_second_of_a_kind_on() => Assert.Equal(
        ["input_layer", "conv2d", "re_lu", "conv2d_1", "re_lu_1", "conv2d_2"],
        NamesOf(new Conv2D(4, 3), new ReLU(), new Conv2D(4, 3), new ReLU(), new Conv2D(4, 3)));

    [Fact]
    public void Given_names_are_kept_and_stepped_around() => Assert.Equal(
        ["input_layer", "conv2d_2", "conv2d", "conv2d_1", "head"],
        NamesOf(new Conv2D(4, 3), new Conv2D(4, 3) { Name = "conv2d" }, new Conv2D(4, 3) { Name = "conv2d_1" }, new ReLU { Name = "head" }));

    [Fact]
    public void One_definition_may_stand_in_a_network_twice()
    {
        var convolution = new Conv2D(4, 3);

        Assert.Equal(["input_layer", "conv2d", "conv2d_1"], NamesOf(convolution, convolution));
        Assert.Null(convolution.Name);
    }

    [Fact]
    public void The_layers_of_a_network_carry_their_names() => Assert.All(
        Network.Sequential(new(9, 9, 1), new Conv2D(4, 3), new ReLU()).Layers, layer => Assert.Equal(layer.Name, layer.Layer.Name));

    [Fact]
    public void Refuses_one_name_for_two_layers() => Refusal.Says(
        "Two layers have the name 'block'. Layer names must be unique in a network: rename one.",
        () => NamesOf(new ReLU { Name = "block" }, new Conv2D(4, 3) { Name = "block" }));

    [Theory]
    [InlineData("")]
    [InlineData("block/conv")]
    public void Refuses_names_that_would_break_weight_paths(string name) => Refusal.Says(
        $"The layer name '{name}' is empty or contains '/', which separates layer and weight in weight paths.",
        () => NamesOf(new ReLU { Name = name }));

    private static string[] NamesOf(params Layer[] layers) =>
        [.. Network.Sequential(new(9, 9, 1), layers).Layers.Select(layer => layer.Name)];
}
