using System.Xml.Linq;

namespace MLNet.Cnn.Tests;

public class ContactSheetTests
{
    private const int Margin = 16;

    [Fact]
    public void Pixels_of_a_small_image_become_squares_of_their_color()
    {
        // 2x2, enlarged 56 times to 112 pixels.
        using var drawn = DrawnPicture.Of(new ContactSheet([new SheetImage(new(2, 2, 1), [0, 51, 102, 255])]));

        Assert.Equal((112 + 2 * Margin, 112 + 2 * Margin), (drawn.Width, drawn.Height));
        Assert.Equal(["000000", "000000", "333333", "666666", "FFFFFF"], [
            drawn.At(Margin, Margin), drawn.At(Margin + 55, Margin + 55), drawn.At(Margin + 56, Margin), drawn.At(Margin, Margin + 56), drawn.At(Margin + 111, Margin + 111)]);
        drawn.AssertNothingIsCutOff();
    }

    [Fact]
    public void Three_channels_are_red_green_and_blue_and_a_fourth_is_opacity()
    {
        using var drawn = DrawnPicture.Of(new ContactSheet([
            new SheetImage(new(1, 1, 3), [255, 128, 0]),
            new SheetImage(new(1, 1, 4), [255, 0, 0, 255]),
            new SheetImage(new(1, 1, 4), [255, 0, 0, 51])]) { Columns = 3 });

        Assert.Equal(["FF8000", "FF0000", "FFCCCC"], Enumerable.Range(0, 3).Select(i => drawn.At(Margin + i * 122 + 50, Margin + 50)));
    }

    [Fact]
    public void Other_numbers_of_channels_are_gray_images_side_by_side()
    {
        using var drawn = DrawnPicture.Of(new ContactSheet([new SheetImage(new(1, 1, 5), [0, 64, 128, 192, 255])]) { ImageSize = 50 });

        // Three columns and two rows: 5x3, enlarged 10 times.
        Assert.Equal((50 + 2 * Margin, 30 + 2 * Margin), (drawn.Width, drawn.Height));
        Assert.Equal(["000000", "404040", "808080", "C0C0C0", "FFFFFF"], [
            drawn.At(Margin + 5, Margin + 5), drawn.At(Margin + 25, Margin + 5), drawn.At(Margin + 45, Margin + 5), drawn.At(Margin + 5, Margin + 25), drawn.At(Margin + 25, Margin + 25)]);
    }

    [Theory]
    [InlineData(new[] { 0f, 0.2f, 1f }, "333333")]
    [InlineData(new[] { 0f, 51f, 2f }, "333333")]
    [InlineData(new[] { -1f, -0.6f, 1f }, "333333")]
    [InlineData(new[] { 0f, 0f, 0f }, "000000")]
    [InlineData(new[] { 0f, float.NaN, 1f }, "CC79A7")]
    public void Values_are_read_as_0_to_1_or_0_to_255_or_by_their_own_range(float[] pixels, string second)
    {
        using var drawn = DrawnPicture.Of(new ContactSheet([new SheetImage(new(1, 3, 1), pixels)]));

        Assert.Equal(second, drawn.At(drawn.Width / 2, drawn.Height / 2));
    }

    [Fact]
    public void A_range_that_is_given_holds_and_what_lies_beyond_it_is_its_end()
    {
        var sheet = new ContactSheet([new SheetImage(new(1, 3, 1), (float[])[-5, 1, 9])]) { Range = new(0, 5) };

        using var drawn = DrawnPicture.Of(sheet);

        Assert.Equal(["000000", "333333", "FFFFFF"], new[] { 0, 40, 80 }.Select(x => drawn.At(Margin + x, Margin + 10)));
    }

    [Theory]
    [InlineData(28, 28, null, 112, 112)]
    [InlineData(32, 16, null, 128, 64)]
    [InlineData(64, 64, null, 128, 128)]
    [InlineData(150, 100, null, 150, 100)]
    [InlineData(200, 400, null, 80, 160)]
    [InlineData(28, 28, 64, 56, 56)]
    [InlineData(100, 50, 64, 64, 32)]
    [InlineData(3000, 1, null, 160, 1)]
    public void Small_images_are_enlarged_by_whole_numbers_and_large_ones_reduced(int width, int height, int? imageSize, int drawnWidth, int drawnHeight)
    {
        var sheet = new ContactSheet([new SheetImage(new(height, width, 1), new float[height * width])]) { ImageSize = imageSize };

        using var drawn = DrawnPicture.Of(sheet);

        Assert.Equal((drawnWidth + 2 * Margin, drawnHeight + 2 * Margin), (drawn.Width, drawn.Height));
        Assert.Equal("000000", drawn.At(drawn.Width / 2, drawn.Height / 2));
    }

    [Fact]
    public void A_caption_stands_below_its_image_and_a_title_above_all()
    {
        SheetImage Image(string caption) => new(new(28, 28, 1), new float[784], caption);
        using var plain = DrawnPicture.Of(new ContactSheet([Image(""), Image("")]) { Columns = 2 });
        using var drawn = DrawnPicture.Of(new ContactSheet([Image("sandal"), Image("")]) { Columns = 2, Title = "Mistakes" });

        Assert.Equal((plain.Width, 2 * Margin + 112), (drawn.Width, plain.Height));
        int titleHeight = 24 + 12, captionTop = Margin + titleHeight + 112 + 2;
        Assert.Equal(plain.Height + titleHeight + 4 + 16, drawn.Height);
        Assert.InRange(drawn.Ink(Margin, Margin, 80, 24), 100, 1_000);
        Assert.InRange(drawn.Ink(Margin, captionTop, 112, 18), 50, 500);
        Assert.Equal(0, drawn.Ink(Margin + 122, captionTop, 112, 18));
    }

    [Theory]
    [InlineData("Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikant")]
    [InlineData("a very long name of a class, with many words that do not fit below any image however one breaks them into lines")]
    [InlineData("half a pair \ud83d and a\ttab, forty characters and more of them")]
    [InlineData("first\nsecond\nthird\nfourth")]
    [InlineData("\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600")]
    public void Long_names_are_broken_and_shortened_and_never_cut_off(string name)
    {
        using var drawn = DrawnPicture.Of(new ContactSheet([new SheetImage(new(8, 8, 1), new float[64], name)]) { Title = name });

        drawn.AssertNothingIsCutOff();
        Assert.InRange(drawn.Width, 1, 320 + 2 * Margin);
        Assert.True(drawn.Ink(0, drawn.Height - Margin - 3 * 16, drawn.Width, 3 * 16) > 100);
    }

    [Fact]
    public void An_equal_sheet_is_drawn_to_equal_bytes_in_every_culture()
    {
        ContactSheet Sheet() => new([new SheetImage(new(4, 4, 3), Enumerable.Range(0, 48).Select(i => i / 48f).ToArray(), "α Ж é")]) { Title = "Twice" };
        byte[] first = Sheet().ToPng();

        Refusal.WithDecimalComma(() => Assert.Equal(first, Sheet().ToPng()));
    }

    [Fact]
    public void A_file_is_written_whole_under_any_name_and_replaces_an_older_one()
    {
        using var folder = new TestFolder();
        string path = folder.File("Überblick 数字.PNG");
        File.WriteAllText(path, "old");

        new ContactSheet([new SheetImage(new(2, 2, 3), new byte[12])]).Save(path);

        using var drawn = DrawnPicture.Read(path);
        Assert.Equal(112 + 2 * Margin, drawn.Width);
        Assert.Equal(["Überblick 数字.PNG"], folder.Content);
    }

    [Fact]
    public void An_svg_file_has_its_letters_as_outlines_and_the_size_of_the_picture()
    {
        using var folder = new TestFolder();

        new ContactSheet([new SheetImage(new(2, 2, 3), new byte[12], "sandal")]).Save(folder.File("sheet.svg"));

        var svg = XDocument.Load(folder.File("sheet.svg")).Root!;
        Assert.Equal(("svg", "144", "164"), (svg.Name.LocalName, svg.Attribute("width")!.Value, svg.Attribute("height")!.Value));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "text" or "tspan");
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "image");
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "path" && element.Attribute("d")!.Value.Length > 500);
    }

    [Fact]
    public void Wrong_sheets_are_refused_in_words()
    {
        var image = new SheetImage(new(2, 2, 1), new byte[4]);
        using var folder = new TestFolder();

        Refusal.Says("A contact sheet needs at least one image.", () => new ContactSheet([]).ToPng());
        Refusal.Says("ContactSheet.Columns is 0, but it must be at least 1.", () => (new ContactSheet([image]) { Columns = 0 }).ToPng());
        Refusal.Says("ContactSheet.ImageSize is 4, but it must be between 8 and 4,096.", () => (new ContactSheet([image]) { ImageSize = 4 }).ToPng());
        Refusal.Says("The shape 4 is not that of an image (height, width, channels). (Parameter 'shape')", () => new SheetImage(new(4), new byte[4]));
        Refusal.Says("An image of 2x2x3 has 12 values, but 4 were given. (Parameter 'pixels')", () => new SheetImage(new(2, 2, 3), new byte[4]));
        Refusal.Says("'sheet.jpg' ends in '.jpg', but a picture is written as '.png' or '.svg'. (Parameter 'path')", () => new ContactSheet([image]).Save("sheet.jpg"));
        Refusal.Says(
            "The picture would have 144 x 24422 pixels, but neither edge may be longer than 16384. Show less of it at once, or smaller.",
            () => (new ContactSheet([.. Enumerable.Repeat(image, 200)]) { Columns = 1 }).ToPng());
        Assert.Throws<IOException>(() => new ContactSheet([image]).Save(folder.File("missing/sheet.png")));
    }
}
