using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Images that cannot be read are reported, each with its path, row and reason, and never left out in silence.</summary>
public sealed class UnreadableImagesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public UnreadableImagesTests()
    {
        DrawnFiles.Write(_folder.Path, perClass: 5);
        File.WriteAllBytes(_folder.File("rot/a empty.jpg"), []);
        File.WriteAllText(_folder.File("rot/b text.png"), "no image");
        byte[] whole = File.ReadAllBytes(Directory.GetFiles(_folder.File("rot"), "Bild*")[0]);
        File.WriteAllBytes(_folder.File("rot/c truncated.png"), whole[..(whole.Length / 2)]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ImagePath")]
    [InlineData("Image")]
    public void Throw_lists_every_one(string column)
    {
        var failure = Assert.Throws<UnreadableImagesException>(() => Fit(column, UnreadableImages.Throw));

        AssertListed(failure.Images);
        Assert.StartsWith($"Image column '{column}': 3 images could not be read: row 15, '{_folder.File("rot/a empty.jpg")}': it is empty, missing or not allowed to be read; ", failure.Message);
        Assert.EndsWith("Repair or remove them, or set UnreadableImages to Skip.", failure.Message);
    }

    [Theory]
    [InlineData("ImagePath")]
    [InlineData("Image")]
    public void Skip_trains_without_them_and_tells_of_them_in_log_and_history(string column)
    {
        var log = new List<string>();
        _context.Log += (_, line) => log.Add(line.RawMessage);

        using var model = Fit(column, UnreadableImages.Skip);

        var history = model.Model.History;
        Assert.Equal(15, history.TrainingImages);
        AssertListed(history.UnreadableImages);
        Assert.Contains(log, line => line.StartsWith("Skipped rows during training. 3 images could not be read: row 15, ", StringComparison.Ordinal));
        string file = _folder.File("model.zip");
        _context.Model.Save(model, Data().Schema, file);
        using var loaded = _context.Model.LoadCnn(file);
        Assert.Equal(history.UnreadableImages, loaded.Model.History.UnreadableImages);
    }

    [Fact]
    public void Those_of_the_validation_data_are_told_of_too()
    {
        using var good = new TestFolder();
        DrawnFiles.Write(good.Path, perClass: 2);
        var options = SmallTraining.Options with { ImageColumnName = "ImagePath", ImageReading = new ImageReading((10, 12)), UnreadableImages = UnreadableImages.Skip, Epochs = 1 };

        using var model = _context.Transforms.TrainCnn(options).Fit(SmallTraining.Keyed(_context.Data.LoadFromImageFolder(good.Path)), Data());

        Assert.Empty(model.Model.History.UnreadableImages);
        Assert.Contains(model.Model.History.Warnings, line => line.StartsWith("Validation: skipped rows. 3 images could not be read: row 15, ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_the_rest_is_kept_whatever_the_number_of_threads()
    {
        using var one = Fit("ImagePath", UnreadableImages.Skip);
        using var again = Fit("ImagePath", UnreadableImages.Skip);

        Assert.Equal(one.Hash(), again.Hash());
    }

    [Fact]
    public void Nothing_but_unreadable_images_is_no_training_data()
    {
        foreach (string file in Directory.GetFiles(_folder.Path, "Bild*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [1, 2, 3]);

        var failure = Assert.Throws<UnreadableImagesException>(() => Fit("ImagePath", UnreadableImages.Skip));

        Assert.Equal(18, failure.Images.Count);
        Assert.StartsWith("The training data has no usable rows. 18 images could not be read: row 0, ", failure.Message);
    }

    [Fact]
    public void Scoring_names_row_path_and_reason()
    {
        using var model = Fit("ImagePath", UnreadableImages.Skip);

        Refusal.Says<InvalidOperationException>(
            $"Image column 'ImagePath', row 15, '{_folder.File("rot/a empty.jpg")}': it is empty, missing or not allowed to be read.",
            () => model.Scores(Data()));
    }

    private CnnTransformer Fit(string column, UnreadableImages unreadable) => SmallTraining.Fit(
        SmallTraining.Options with { ImageColumnName = column, ImageReading = new ImageReading((10, 12)), UnreadableImages = unreadable, Epochs = 1, Threads = 2 }, Data(), _context);

    private IDataView Data() => SmallTraining.Keyed(_context.Data.LoadFromImageFolder(_folder.Path));

    private void AssertListed(IReadOnlyList<UnreadableImage> images) => Assert.Equal(
        [
            new(15, _folder.File("rot/a empty.jpg"), "it is empty, missing or not allowed to be read"),
            new(16, _folder.File("rot/b text.png"), "it is no JPEG, PNG, BMP, GIF or WebP image, or its header is damaged"),
            new(17, _folder.File("rot/c truncated.png"), "the file ends early"),
        ], images);
}
