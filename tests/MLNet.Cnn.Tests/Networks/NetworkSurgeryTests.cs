namespace MLNet.Cnn.Tests;

public class NetworkSurgeryTests
{
    private static readonly Shape Image = new(4, 4, 2);

    [Fact]
    public void Preprocessing_stands_before_all_that_saw_the_input()
    {
        var image = Symbol.Input(Image);
        var network = new Network(image, image.Conv2D(2, 3, padding: Padding.Same).Add(image), "shortcut");

        var changed = network.WithPreprocessing(new Rescaling(1 / 255.0));

        Assert.Equal("shortcut", changed.Name);
        Assert.Equal(["input_layer", "rescaling", "conv2d", "add"], changed.Layers.Select(layer => layer.Name));
        Assert.Equal([1], changed["conv2d"].Inputs);
        Assert.Equal([2, 1], changed["add"].Inputs);
    }

    [Fact]
    public void Preprocessing_keeps_the_paths_of_weights()
    {
        var network = Network.Sequential(Image, new Rescaling(2), new Conv2D(2, 3), new Conv2D(2, 1));

        var changed = network.WithPreprocessing(new Rescaling(1 / 255.0));

        Assert.Equal(["input_layer", "rescaling_1", "rescaling", "conv2d", "conv2d_1"], changed.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Preprocessing_of_ones_own_is_seen_behind_whatever_only_resizes_or_cuts_the_image()
    {
        Layer[] image = [new Resizing(8, 8), new UpSampling2D(), new CenterCrop(2, 2), new Cropping2D(1), new ZeroPadding2D(1)];

        Assert.All(image, layer => Assert.True(Network.Sequential(Image, layer, new Rescaling(2), new Flatten()).BeginsWithPreprocessing()));
    }

    [Fact]
    public void Preprocessing_of_ones_own_is_seen_directly_behind_the_input_only()
    {
        Assert.True(Network.Sequential(Image, new Rescaling(2), new Flatten()).BeginsWithPreprocessing());
        Assert.True(Network.Sequential(Image, new Normalization(), new Flatten()).BeginsWithPreprocessing());
        Assert.False(Network.Sequential(Image, new ReLU(), new Rescaling(2)).BeginsWithPreprocessing());
        Assert.False(Network.Sequential(Image, new Flatten()).BeginsWithPreprocessing());
    }

    [Fact]
    public void Adapting_fills_in_the_statistics()
    {
        var network = Network.Sequential(Image, new Normalization(), new Flatten());
        var adapted = network.Adapt([1f, 2f], [3f, 4f]);

        Assert.True(network.NeedsAdapting());
        Assert.False(adapted.NeedsAdapting());
        Assert.Equal(Network.Sequential(Image, new Normalization { Mean = [1f, 2f], Variance = [3f, 4f] }, new Flatten()), adapted);
        Assert.Equal(network.ParameterCount, adapted.ParameterCount);
    }

    [Fact]
    public void Statistics_that_were_given_are_kept()
    {
        var network = Network.Sequential(Image, new Normalization { Mean = [0f], Variance = [1f] });

        Assert.False(network.NeedsAdapting());
        Assert.Equal(network, network.Adapt([1f, 2f], [3f, 4f]));
    }

    [Fact]
    public void Refuses_to_adapt_in_the_middle_of_a_network() => Refusal.Says(
        "Layer 'normalization' (Normalization): without Mean and Variance it must stand directly behind the input, because they are taken from the training images. Move it there, or give both.",
        () => Network.Sequential(Image, new ReLU(), new Normalization()).Adapt([1f], [1f]));
}
