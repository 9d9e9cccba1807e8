using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public sealed class IdxTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_come_in_the_order_of_the_files(bool compressed)
    {
        string images = Write("images", compressed, 0x803, [3, 2, 4], [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 10))]);
        string labels = Write("labels", compressed, 0x801, [3], [7, 0, 255]);

        var data = _context.Data.LoadFromIdx(images, labels);

        Assert.Equal("Vector<Byte, 2, 4>", data.Schema["Image"].Type.ToString());
        // Twice: every pass reads anew.
        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal(["7", "0", "255"], data.Column<string>("Label"));
            Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)(i * 10)).Chunk(8), data.Column<byte[]>("Image").ToArray());
        }
    }

    [Fact]
    public void Images_may_have_channels()
    {
        string images = Write("images", false, 0x804, [1, 2, 2, 3], new byte[12]);

        var data = _context.Data.LoadFromIdx(images, Write("labels", false, 0x801, [1], [1]));

        Assert.Equal(new(2, 2, 3), ImageColumn.Resolve(data.Schema, "Image", null, null).Shape);
    }

    [Fact]
    public void A_network_trains_on_the_files()
    {
        var rows = TestImages.Rows(30);
        string images = Write("images", true, 0x803, [30, 12, 12], [.. rows.SelectMany(row => row.Image)]);
        string labels = Write("labels", true, 0x801, [30], [.. rows.Select(row => (byte)TestImages.Classes.ToList().IndexOf(row.Label))]);

        using var cnn = SmallTraining.Fit(SmallTraining.Options, SmallTraining.Keyed(_context.Data.LoadFromIdx(images, labels)));
        using var same = SmallTraining.Fit(SmallTraining.Options, SmallTraining.Images(30));

        Assert.Equal(["0", "1", "2"], cnn.Model.ClassNames);
        Assert.Equal(same.Hash(), cnn.Hash());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_truncated_file_is_named(bool compressed)
    {
        string images = Write("images", compressed, 0x803, [2, 2, 2], new byte[7]);
        string labels = Write("labels", compressed, 0x801, [2], [1, 1]);
        var data = _context.Data.LoadFromIdx(images, labels);

        Assert.Equal(
            $"'{images}' is truncated or damaged: it ends within the 2 rows that its header promises.",
            Assert.ThrowsAny<Exception>(() => data.Column<string>("Label").ToList()).GetBaseInvalidData().Message);
    }

    [Fact]
    public void A_file_whose_compressed_bytes_end_early_is_named()
    {
        string images = Write("images", true, 0x803, [50, 4, 4], [.. Enumerable.Range(0, 800).Select(i => (byte)(i * 37))]);
        string labels = Write("labels", false, 0x801, [50], new byte[50]);
        byte[] bytes = File.ReadAllBytes(images);
        File.WriteAllBytes(images, bytes[..(bytes.Length / 2)]);

        var data = _context.Data.LoadFromIdx(images, labels);

        Assert.StartsWith(
            $"'{images}' is truncated or damaged: ",
            Assert.ThrowsAny<Exception>(() => data.Column<string>("Label").ToList()).GetBaseInvalidData().Message);
    }

    [Theory]
    [InlineData(new byte[0], "is truncated or damaged: it ends within the header.")]
    [InlineData(new byte[] { 0, 0, 8 }, "is truncated or damaged: it ends within the header.")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0 }, "is truncated or damaged: it ends within the dimensions.")]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0 }, "is not an IDX file of bytes: it begins with 89504E47, expected 0000080N with N dimensions.")]
    [InlineData(new byte[] { 0, 0, 13, 3, 0, 0 }, "is not an IDX file of bytes: it begins with 00000D03, expected 0000080N with N dimensions.")]
    [InlineData(new byte[] { 0, 0, 8, 0, 0, 0 }, "is not an IDX file of bytes: it begins with 00000800, expected 0000080N with N dimensions.")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 0 }, ": dimension 1 is 0, but it must be at least 1.")]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 255, 255, 255 }, ": dimension 1 is -1, but it must be at least 1.")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff }, ": a row of 2147483647x2147483647 bytes is too large to be an image.")]
    public void What_is_no_idx_file_is_refused(byte[] content, string message)
    {
        string images = _folder.File("images");
        File.WriteAllBytes(images, content);
        string labels = Write("labels", false, 0x801, [1], [1]);

        string separator = message.StartsWith(':') ? "" : " ";
        Refusal.Says<InvalidDataException>($"'{images}'{separator}{message}", () => _context.Data.LoadFromIdx(images, labels));
    }

    [Fact]
    public void Exchanged_files_are_noticed()
    {
        string images = Write("images", true, 0x803, [2, 2, 2], new byte[8]);
        string labels = Write("labels", true, 0x801, [2], [1, 1]);

        Refusal.Says<InvalidDataException>(
            $"'{labels}' has 1 dimensions; images have three (count, height, width) or four (and channels). Were images and labels exchanged?",
            () => _context.Data.LoadFromIdx(labels, images));
        Refusal.Says<InvalidDataException>(
            $"'{images}' has 3 dimensions; labels have one. Were images and labels exchanged?",
            () => _context.Data.LoadFromIdx(images, images));
    }

    [Fact]
    public void Files_of_different_length_do_not_belong_together()
    {
        string images = Write("images", false, 0x803, [2, 2, 2], new byte[8]);
        string labels = Write("labels", false, 0x801, [3], [1, 1, 1]);

        Refusal.Says<InvalidDataException>(
            $"'{images}' has 2 images, but '{labels}' has 3 labels.", () => _context.Data.LoadFromIdx(images, labels));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string labels = Write("labels", false, 0x801, [3], [1, 1, 1]);
        string missing = _folder.File("nothing");

        Refusal.Says<FileNotFoundException>($"There is no file '{missing}'.", () => _context.Data.LoadFromIdx(missing, labels));
        Assert.Throws<ArgumentNullException>(() => _context.Data.LoadFromIdx(null!, labels));
        Assert.Throws<ArgumentException>(() => _context.Data.LoadFromIdx(labels, " "));
        Assert.Throws<ArgumentNullException>(() => CnnCatalog.LoadFromIdx(null!, labels, labels));
    }

    private string Write(string name, bool compressed, int magic, int[] dimensions, byte[] values)
    {
        string path = _folder.File(name);
        using Stream file = File.Create(path);
        using Stream stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        foreach (int number in (int[])[magic, .. dimensions])
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            stream.Write(bytes);
        }
        stream.Write(values);
        return path;
    }
}

internal static class ExceptionSearch
{
    /// <summary>The innermost <see cref="InvalidDataException"/> that says what a file lacks; ML.NET may have wrapped it.</summary>
    public static InvalidDataException GetBaseInvalidData(this Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is InvalidDataException found)
                return found;
        }
        throw new Xunit.Sdk.XunitException($"There is no InvalidDataException in {exception}");
    }
}
