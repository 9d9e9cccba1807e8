using MLNet.Cnn.Samples;
using MLNet.Cnn.Samples.Digits;

namespace MLNet.Cnn.Tests;

public class TextArtTests
{
    // A ring with a dot below, three rows by four columns.
    private static readonly byte[] _image =
    [
        0, 255, 255, 0,
        255, 0, 255, 50,
        0, 255, 0, 60,
    ];

    [Fact]
    public void Draws_two_rows_of_pixels_as_half_blocks() =>
        Assert.Equal(["▄▀█ ", " ▀  "], TextArt.Lines(_image, 3, 4, unicode: true));

    [Fact]
    public void Draws_shades_of_ink_in_ascii() =>
        Assert.Equal(["==@ ", " = ."], TextArt.Lines(_image, 3, 4, unicode: false));

    [Fact]
    public void Refuses_pixels_that_are_no_such_image() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextArt.Lines(_image, 4, 4, unicode: true));

    [Fact]
    public void Crops_to_the_ink_that_images_have_together()
    {
        byte[] one = [0, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0];
        byte[] other = [0, 0, 0, 0, 0, 0, 200, 0, 0, 0, 0, 0];
        var crop = ImageCrop.Around([one, other], width: 4);
        Assert.Equal(new ImageCrop(Top: 1, Left: 0, Height: 1, Width: 3), crop);
        Assert.Equal([200, 0, 0], crop.Of(one, width: 4));
    }

    [Fact]
    public void Crops_images_without_ink_to_nothing() =>
        Assert.Equal(new ImageCrop(0, 0, 0, 0), ImageCrop.Around([new byte[16]], width: 4));
}
