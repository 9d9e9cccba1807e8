namespace MLNet.Cnn.Tests;

/// <summary>The compact network and the rule that suggests it.</summary>
public class SuggestTests
{
    // Convolutions 3*9*16 + 16*9*32 + 32*9*64 + 64*9*128 = 97,200, batch normalizations 4*(16+32+64+128) = 960, Dense 2*128*3 + 3 = 771.
    [Fact]
    public void CompactConvNet_has_98931_parameters_on_64x64_images_with_three_classes() =>
        Assert.Equal(97_200 + 960 + 771, Networks.CompactConvNet().Build(new(64, 64, 3), 3).ParameterCount);

    [Theory]
    [InlineData(8, 2)]
    [InlineData(16, 2)]
    [InlineData(28, 3)]
    [InlineData(64, 4)]
    [InlineData(128, 5)]
    [InlineData(512, 5)]
    public void There_are_as_many_convolutions_as_the_image_needs(int side, int convolutions) => Assert.Equal(
        convolutions, Networks.CompactConvNet().Build(new(side, side, 1), 2).Layers.Count(layer => layer.Layer is Conv2D));

    [Theory]
    [InlineData(64, 100, 100, 32, "100 images are few: a small network, because a large one would learn them by heart. 4 convolutions bring 64x64 pixels down to what their mean and their largest values tell (98,931 parameters). 100 epochs show it 10,000 images.")]
    [InlineData(128, 300, 100, 32, "300 images are few: a small network, because a large one would learn them by heart. 5 convolutions bring 128x128 pixels down to what their mean and their largest values tell (62,395 parameters). 100 epochs show it 30,000 images.")]
    [InlineData(64, 50_000, 8, 128, "50,000 images are enough for a network of middle size. 4 convolutions bring 64x64 pixels down to what their mean and their largest values tell (391,395 parameters). 8 epochs show it 400,000 images.")]
    public void The_rule_says_what_and_why(int side, int rows, int epochs, int batchSize, string why)
    {
        Refusal.WithDecimalComma(() =>
        {
            var suggestion = Networks.Suggest(new(side, side, 3), 3, rows);

            Assert.Equal((epochs, batchSize, why), (suggestion.Epochs, suggestion.BatchSize, suggestion.Why));
            Assert.Equal("CompactConvNet", suggestion.Network.Name);
        });
    }

    [Theory]
    [InlineData(1, " 1 epoch shows it 300 images.")]
    [InlineData(5, " 5 epochs show it 1,500 images.")]
    public void Epochs_that_are_settled_are_the_ones_it_tells(int epochs, string sentence)
    {
        var suggestion = Networks.Suggest(new(64, 64, 3), 3, 300, epochs);

        Assert.Equal(epochs, suggestion.Epochs);
        Assert.EndsWith(sentence, suggestion.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Refusal.Says("dropout is 1, but it must be at least 0 and below 1. (Parameter 'dropout')", () => Networks.CompactConvNet(dropout: 1));
        Refusal.Says("The shape 784 is not that of an image (height, width, channels). (Parameter 'imageShape')", () => Networks.Suggest(new(784), 2, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Networks.Suggest(new(8, 8, 1), 1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Networks.Suggest(new(8, 8, 1), 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Networks.Suggest(new(8, 8, 1), 2, 10, epochs: 0));
    }
}
