using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public class ImageFingerprintTests
{
    [Fact]
    public void Counts_images_that_are_in_both_views_value_for_value()
    {
        var context = new MLContext(seed: 1);
        var training = TestImages.Rows(9);
        var test = TestImages.Rows(6, seed: 2);
        var copy = new ImageRow { Image = [.. training[4].Image], Label = "other" };
        var almost = new ImageRow { Image = [.. training[5].Image], Label = training[5].Label };
        almost.Image[^1] ^= 1;

        Assert.Equal(2, Common("Image", context.Data.LoadFromEnumerable(training), context.Data.LoadFromEnumerable<ImageRow>([.. test, copy, almost, copy])));
        Assert.Equal(0, Common("Image", context.Data.LoadFromEnumerable(training), context.Data.LoadFromEnumerable(test)));
    }

    [Fact]
    public void Counts_floats_and_decoded_images_too()
    {
        var context = new MLContext(seed: 1);
        var bytes = context.Data.LoadFromEnumerable(TestImages.Rows(6));
        var floats = context.Transforms.Conversion.ConvertType("Image", outputKind: DataKind.Single).Fit(bytes).Transform(bytes);

        Assert.Equal(6, Common("Image", floats, floats));
    }

    [Fact]
    public void Files_are_compared_by_their_content_and_not_by_their_names()
    {
        using TestFolder training = new(), test = new();
        DrawnFiles.Write(training.Path, perClass: 2);
        DrawnFiles.Write(test.Path, perClass: 1);
        var context = new MLContext(seed: 1);
        var (first, second) = (context.Data.LoadFromImageFolder(training.Path), context.Data.LoadFromImageFolder(test.Path));
        int shared = Directory.GetFiles(test.Path, "*", SearchOption.AllDirectories)
            .Count(file => Directory.GetFiles(training.Path, "*", SearchOption.AllDirectories).Any(other => File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(other))));

        Assert.True(shared > 0);
        Assert.Equal(shared, Common("ImagePath", first, second));
        Assert.Equal(shared, Common("Image", first, second));
    }

    [Fact]
    public void A_missing_file_is_named_with_its_row()
    {
        using var folder = new TestFolder();
        DrawnFiles.Write(folder.Path, perClass: 2);
        var data = new MLContext(seed: 1).Data.LoadFromImageFolder(folder.Path);
        string path = data.Column<string>("ImagePath").ElementAt(1);
        File.Delete(path);

        Refusal.Says<InvalidOperationException>($"Image column 'ImagePath', row 1, '{path}': there is no such file.", () => Common("ImagePath", data, data));
    }

    [Fact]
    public void A_row_without_an_image_is_named()
    {
        using var image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Bgra32, [1, 2, 3, 255]);
        var data = new MLContext(seed: 1).Data.LoadFromImages(new[] { true, false }, isThere => isThere ? image : null!, _ => "cat");

        Refusal.Says<InvalidOperationException>("Image column 'Image', row 1: there is no image (null).", () => Common("Image", data, data));
    }

    [Fact]
    public void Says_what_a_column_should_be()
    {
        var data = new MLContext(seed: 1).Data.LoadFromEnumerable(TestImages.Rows(3));

        Refusal.Says<ArgumentOutOfRangeException>("Image column 'Picture': there is no column of this name. The data has: Image, Id, Label. (Parameter 'data')", () => Common("Picture", data, data));
        Refusal.Says<ArgumentOutOfRangeException>("Image column 'Id' is Int32, but images are vectors of Byte or Single, paths as text, or MLImage. (Parameter 'column')", () => Common("Id", data, data));
    }

    private static int Common(string column, IDataView first, IDataView second) =>
        ImageFingerprints.CountCommon(ImageFingerprints.Of(first, column), ImageFingerprints.Of(second, column));
}
