using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Images beyond the memory budget lie in a mapped file, with the same result; kept files are used again, checked, and shared.</summary>
public sealed class ImageMemoryTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ImageMemoryTests()
    {
        DrawnFiles.Write(Images, perClass: 5);
        File.WriteAllText(Path.Combine(Images, "rot", "a broken.png"), "no image");
        _data = SmallTraining.Keyed(_context.Data.LoadFromImageFolder(Images));
    }

    private string Images => _folder.File("Bilder");

    private string Cache => _folder.File("cache");

    private string CacheFile => Assert.Single(Directory.GetFiles(Cache));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(3_000)]
    [InlineData(1_000_000)]
    public void Any_budget_gives_the_same_weights(long budget)
    {
        using var temporary = new TestFolder();
        var context = new MLContext(seed: 1) { TempFilePath = temporary.Path };
        using var expected = Fit("ImagePath", null, null);
        using var actual = SmallTraining.Fit(Options("ImagePath") with { ImageMemory = budget, ImageCacheFolder = null }, _data, context);

        Assert.Equal(expected.Hash(), actual.Hash());
        Assert.Empty(temporary.Content);
    }

    [Fact]
    public void Pixels_as_bytes_and_as_floats_may_lie_in_a_file()
    {
        var floats = _context.Transforms.Conversion.ConvertType("Image", outputKind: Microsoft.ML.Data.DataKind.Single).Fit(SmallTraining.Images()).Transform(SmallTraining.Images());
        foreach (var data in new[] { SmallTraining.Images(), floats })
        {
            using var expected = SmallTraining.Fit(SmallTraining.Options with { ValidationFraction = 0.2 }, data);
            using var actual = SmallTraining.Fit(SmallTraining.Options with { ValidationFraction = 0.2, ImageMemory = 0 }, data);

            Assert.Equal(expected.Hash(), actual.Hash());
        }
    }

    [Fact]
    public void Validation_images_share_the_budget()
    {
        using var expected = _context.Transforms.TrainCnn(Options("ImagePath")).Fit(_data, _data);
        using var actual = _context.Transforms.TrainCnn(Options("ImagePath") with { ImageMemory = 6_000 }).Fit(_data, _data);

        Assert.Equal(expected.Hash(), actual.Hash());
        Assert.Equal(expected.Model.History.Epochs[^1].ValidationLoss, actual.Model.History.Epochs[^1].ValidationLoss);
    }

    [Theory]
    [InlineData("ImagePath")]
    [InlineData("Image")]
    public void A_kept_file_is_used_again_with_what_could_not_be_read(string column)
    {
        using var first = Fit(column, 0, Cache);
        var written = File.GetLastWriteTimeUtc(CacheFile);
        using var second = Fit(column, 0, Cache);

        Assert.Equal(first.Hash(), second.Hash());
        Assert.Equal(written, File.GetLastWriteTimeUtc(CacheFile));
        Assert.Equal(first.Model.History.UnreadableImages, second.Model.History.UnreadableImages);
        Assert.Equal((15L, "it is no JPEG, PNG, BMP, GIF or WebP image, or its header is damaged"), (second.Model.History.UnreadableImages[0].Row, second.Model.History.UnreadableImages[0].Reason));
    }

    [Fact]
    public void A_kept_file_is_what_training_reads()
    {
        using var first = Fit("ImagePath", 0, Cache);
        // Other pixels under a check sum that is right: only who reads the file sees them.
        Rewrite(CacheFile, content => content.AsSpan(0, 15 * 360).Fill(7));

        using var second = Fit("ImagePath", 0, Cache);

        Assert.NotEqual(first.Hash(), second.Hash());
    }

    [Fact]
    public void Other_content_or_other_settings_are_another_file()
    {
        Fit("ImagePath", 0, Cache).Dispose();
        string image = Directory.GetFiles(Path.Combine(Images, "rot"), "Bild*")[0];
        var written = File.GetLastWriteTimeUtc(image);
        File.Copy(Directory.GetFiles(Path.Combine(Images, "blau"))[0], image, overwrite: true);
        File.SetLastWriteTimeUtc(image, written);
        Fit("ImagePath", 0, Cache).Dispose();
        Assert.Equal(2, Directory.GetFiles(Cache).Length);

        SmallTraining.Fit(Options("ImagePath") with { ImageReading = new ImageReading((10, 12)) { Resizing = ImageResizing.Pad }, ImageMemory = 0, ImageCacheFolder = Cache }, _data).Dispose();
        Assert.Equal(3, Directory.GetFiles(Cache).Length);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(2_000, 1)]
    [InlineData(-1, 1)]
    public void A_damaged_file_is_written_anew(int at, int count)
    {
        using var first = Fit("ImagePath", 0, Cache);
        byte[] whole = File.ReadAllBytes(CacheFile);
        byte[] damaged = [.. whole];
        for (int i = 0; i < count; i++)
            damaged[(at + i + damaged.Length) % damaged.Length] ^= 0x55;
        File.WriteAllBytes(CacheFile, damaged);

        using var second = Fit("ImagePath", 0, Cache);

        Assert.Equal(first.Hash(), second.Hash());
        Assert.Equal(whole, File.ReadAllBytes(CacheFile));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(3_000)]
    public void A_file_that_was_cut_is_written_anew(int length)
    {
        using var first = Fit("ImagePath", 0, Cache);
        byte[] whole = File.ReadAllBytes(CacheFile);
        File.WriteAllBytes(CacheFile, whole[..length]);

        using var second = Fit("ImagePath", 0, Cache);

        Assert.Equal(first.Hash(), second.Hash());
        Assert.Equal(whole, File.ReadAllBytes(CacheFile));
    }

    [Fact]
    public void What_a_killed_writer_left_is_removed_and_what_a_living_one_writes_is_not()
    {
        Directory.CreateDirectory(Cache);
        string left = Path.Combine(Cache, "abc.images.1.tmp"), living = Path.Combine(Cache, "abc.images.2.tmp");
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-1));
        using (new FileStream(living, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
        {
            File.SetLastWriteTimeUtc(living, DateTime.UtcNow.AddHours(-1));
            Fit("ImagePath", 0, Cache).Dispose();

            Assert.False(File.Exists(left));
            Assert.True(File.Exists(living));
        }
    }

    [Fact]
    public void Several_fits_may_write_and_read_one_folder_at_once()
    {
        using var expected = Fit("ImagePath", null, null);

        string[] hashes = [.. Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ =>
        {
            using var cnn = Fit("ImagePath", 0, Cache);
            return cnn.Hash();
        })];

        Assert.All(hashes, hash => Assert.Equal(expected.Hash(), hash));
        Assert.EndsWith(".images", CacheFile);
    }

    [Fact]
    public void A_fit_that_fails_leaves_no_file()
    {
        Assert.Throws<UnreadableImagesException>(() => SmallTraining.Fit(
            Options("ImagePath") with { UnreadableImages = UnreadableImages.Throw, ImageMemory = 0, ImageCacheFolder = Cache }, _data));

        Assert.Empty(Directory.GetFiles(Cache));
    }

    [Fact]
    public void Images_within_the_budget_write_no_file()
    {
        Fit("ImagePath", 1_000_000, Cache).Dispose();

        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        string file = _folder.File("file");
        File.WriteAllText(file, "");

        var refusal = Assert.Throws<IOException>(() => Fit("ImagePath", 0, file));

        Assert.StartsWith($"CnnOptions.ImageCacheFolder: '{file}' cannot be written: ", refusal.Message);
        Refusal.Says<ArgumentOutOfRangeException>(
            "CnnOptions.ImageMemory is -1, but it must be at least 0, or null. (Parameter 'ImageMemory')", () => _context.Transforms.TrainCnn(SmallTraining.Options with { ImageMemory = -1 }));
    }

    [Fact]
    public void The_default_budget_is_positive_and_below_what_the_machine_has()
    {
        long half = FreeMemory.Half();

        Assert.InRange(half, 1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);
    }

    private static CnnOptions Options(string column) => SmallTraining.Options with
    {
        ImageColumnName = column,
        ImageReading = new ImageReading((10, 12)),
        UnreadableImages = UnreadableImages.Skip,
        Epochs = 2,
    };

    private CnnTransformer Fit(string column, long? budget, string? cache) => SmallTraining.Fit(Options(column) with { ImageMemory = budget, ImageCacheFolder = cache }, _data);

    private static void Rewrite(string file, Action<byte[]> change)
    {
        byte[] content = File.ReadAllBytes(file);
        change(content);
        System.Security.Cryptography.SHA256.HashData(content.AsSpan(..^32)).CopyTo(content.AsSpan(^32..));
        File.WriteAllBytes(file, content);
    }
}
