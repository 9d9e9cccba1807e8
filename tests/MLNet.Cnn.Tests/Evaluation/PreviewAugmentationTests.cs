using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class PreviewAugmentationTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = SmallTraining.Images();
    private static readonly CnnOptions Options = SmallTraining.Options with { Augmentation = [new RandomRotation(0.2), new RandomBrightness((0.3, 0.4))] };

    [Fact]
    public void Shows_each_image_as_it_is_and_then_its_variants()
    {
        var sheet = Context.Data.PreviewAugmentation(Images, Options, images: 3, variants: 4);

        Assert.Equal((15, 5), (sheet.Images.Count, sheet.Columns));
        var rows = TestImages.Rows(3);
        for (int i = 0; i < 3; i++)
        {
            var row = sheet.Images.Skip(i * 5).Take(5).ToList();
            Assert.Equal([rows[i].Label, "", "", "", ""], row.Select(image => image.Caption));
            Assert.Equal(rows[i].Image.Select(pixel => (float)pixel), row[0].Pixels.ToArray());
            Assert.Equal(5, row.Select(image => string.Join(' ', image.Pixels.ToArray())).Distinct().Count());
        }
    }

    [Fact]
    public void The_variants_are_those_that_training_will_see()
    {
        var sheet = Context.Data.PreviewAugmentation(Images, Options, images: 2, variants: 1);

        var augmenter = new ImageAugmenter(Options.Augmentation, new(12, 12, 1), new PixelRange(0, 255));
        float[] second = [.. TestImages.Rows(2)[1].Image.Select(pixel => (float)pixel)];
        augmenter.Apply(second, new ImageTurn((ulong)Options.Seed!.Value, Epoch: 0, Place: 1, Row: 1));
        Assert.Equal(second, sheet.Images[3].Pixels.ToArray());
    }

    [Fact]
    public void One_call_draws_the_file()
    {
        using var folder = new TestFolder();

        Context.Data.PreviewAugmentation(Images, Options with { Augmentation = [new MixUp()] }).Save(folder.File("ä.png"));

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.File("ä.png"))[..4]);
    }

    [Fact]
    public void What_cannot_be_shown_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Context.Data.PreviewAugmentation(Images, Options, images: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Context.Data.PreviewAugmentation(Images, Options, variants: 0));
        Refusal.Says(
            "RandomSaturation does not fit the images: it needs red, green and blue, but the images are 12x12x1. (Parameter 'Augmentation')",
            () => Context.Data.PreviewAugmentation(Images, Options with { Augmentation = [new RandomSaturation(0.7)] }));
        Refusal.Says<InvalidOperationException>(
            "The first 6 rows of the data hold no usable image.",
            () => Context.Data.PreviewAugmentation(Context.Data.FilterRowsByKeyColumnFraction(Images, "Label", 0.999999), Options));
    }
}
