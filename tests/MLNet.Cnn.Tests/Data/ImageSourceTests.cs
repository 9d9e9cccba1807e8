using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>Images out of lists, CIFAR files and callbacks.</summary>
public sealed class ImageSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(70)]
    public void A_function_that_throws_is_named_with_its_row(int broken)
    {
        using var folder = new TestFolder();
        DrawnFiles.Write(folder.Path, 1);
        byte[] image = File.ReadAllBytes(Directory.GetFiles(folder.Path, "*.png", SearchOption.AllDirectories)[0]);
        var rows = Enumerable.Range(0, 80).ToArray();
        var view = SmallTraining.Keyed(new MLContext(seed: 1).Data.LoadFromImages(
            rows, row => row == broken ? throw new TimeoutException("The database does not answer.") : image, row => $"{row % 2}"));

        var error = Assert.Throws<InvalidOperationException>(() => SmallTraining.Fit(SmallTraining.Options with { ImageReading = new ImageReading(12) }, view));

        Assert.Equal($"Row {broken}: the function that gives its image threw TimeoutException: The database does not answer.", error.Message);
        Assert.IsType<TimeoutException>(error.GetBaseException());
    }

    [Fact]
    public void A_list_may_have_quotes_and_names_and_relative_paths()
    {
        string list = Write("list.csv", "class,file\r\n\"a \"\"good\"\" cat\",\"cats, many/1.jpg\"\r\n\r\ndog,sub\\2.jpg\n");

        var data = _context.Data.LoadFromImageList(list, hasHeader: true, pathColumn: "file", labelColumn: "class");

        Assert.Equal([_folder.File("cats, many/1.jpg"), _folder.File("sub/2.jpg")], data.Column<string>("ImagePath"));
        Assert.Equal(["a \"good\" cat", "dog"], data.Column<string>("Label"));
    }

    [Fact]
    public void A_list_with_tabs_has_the_path_first_and_the_class_second()
    {
        var data = _context.Data.LoadFromImageList(Write("list.tsv", "über,1.jpg\tcat\n2.jpg\tdog"));

        Assert.Equal([_folder.File("über,1.jpg"), _folder.File("2.jpg")], data.Column<string>("ImagePath"));
        Assert.Equal(["cat", "dog"], data.Column<string>("Label"));
    }

    [Fact]
    public void Rows_with_missing_files_are_reported_with_row_and_path()
    {
        DrawnFiles.Write(_folder.Path, perClass: 2);
        string[] files = [.. Directory.GetFiles(_folder.Path, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string list = Write("list.csv", string.Concat(files.Select(file => $"\"{file}\",{Path.GetFileName(Path.GetDirectoryName(file))}\n")) + "nowhere.png,rot\n");
        var data = SmallTraining.Keyed(_context.Data.LoadFromImageList(list));

        var failure = Assert.Throws<UnreadableImagesException>(() => SmallTraining.Fit(
            SmallTraining.Options with { ImageColumnName = "ImagePath", ImageReading = new ImageReading(12), Epochs = 1 }, data));

        Assert.Equal([new UnreadableImage(6, _folder.File("nowhere.png"), "there is no such file")], failure.Images);
    }

    [Fact]
    public void Lists_that_are_broken_are_refused()
    {
        Refusal.Says<FileNotFoundException>($"There is no file '{_folder.File("no.csv")}'.", () => _context.Data.LoadFromImageList(_folder.File("no.csv")));
        string one = Write("one.csv", "1.jpg,cat\n2.jpg\n");
        Refusal.Says<InvalidDataException>($"'{one}', line 2: expected at least 2 cells, got 1. Cells are separated by commas.", () => _context.Data.LoadFromImageList(one));
        Refusal.Says<InvalidDataException>($"'{one}' has no header, so the column 'file' must be given as a number, from 0 on.", () => _context.Data.LoadFromImageList(one, pathColumn: "file"));
        Refusal.Says<InvalidDataException>($"'{one}' has no column 'file'. Its columns are: 1.jpg, cat.", () => _context.Data.LoadFromImageList(one, hasHeader: true, pathColumn: "file"));
        string open = Write("open.csv", "1.jpg,\"cat\n2.jpg,dog\n");
        Refusal.Says<InvalidDataException>($"'{open}', line 1: a quotation mark is opened and never closed.", () => _context.Data.LoadFromImageList(open));
        string empty = Write("empty.csv", "\n\n");
        Refusal.Says<InvalidDataException>($"'{empty}' lists no images.", () => _context.Data.LoadFromImageList(empty));
    }

    [Theory]
    [InlineData(CifarLabels.Cifar10, false, "automobile", "truck")]
    [InlineData(CifarLabels.Cifar10, true, "automobile", "truck")]
    [InlineData(CifarLabels.Cifar100Coarse, false, "1", "9")]
    [InlineData(CifarLabels.Cifar100Fine, true, "77", "77")]
    public void CIFAR_files_give_planar_pixels_and_labels(CifarLabels labels, bool compressed, string first, string second)
    {
        byte[] Row(byte label, byte pixel) => [label, .. labels == CifarLabels.Cifar10 ? [] : new byte[] { 77 }, pixel, .. new byte[3070], (byte)(pixel + 1)];
        string one = Write("1.bin", [.. Row(1, 10)], compressed), two = Write("2.bin", [.. Row(9, 20)], compressed);

        var data = _context.Data.LoadFromCifar(labels, one, two);

        Assert.Equal("Vector<Byte, 3, 32, 32>", data.Schema["Image"].Type.ToString());
        Assert.Equal([first, second], data.Column<string>("Label"));
        Assert.Equal([(10, 11), (20, 21)], data.Column<byte[]>("Image").Select(image => ((int)image[0], (int)image[^1])).ToList());
        var column = ImageColumn.Resolve(data.Schema, "Image", null, null);
        Assert.Equal((new Shape(32, 32, 3), ImageLayout.Planar), (column.Shape, column.Layout));
    }

    [Fact]
    public void CIFAR_files_of_the_other_kind_or_damaged_are_refused()
    {
        string truncated = Write("t.bin", new byte[3072], false);
        Refusal.Says<InvalidDataException>(
            $"'{truncated}' has 3,072 bytes, which is no whole number of rows of 3,073 bytes, as CIFAR-10 has them. Is it truncated, or of the other kind?",
            () => _context.Data.LoadFromCifar(CifarLabels.Cifar10, truncated));
        string label = Write("l.bin", [10, .. new byte[3072]], false);
        Refusal.Says<InvalidDataException>(
            $"'{label}' has the label 10, but there are only 10 classes. Is it a file of the other kind?", () => _context.Data.LoadFromCifar(CifarLabels.Cifar10, label));
        Refusal.Says<FileNotFoundException>($"There is no file '{_folder.File("no.bin")}'.", () => _context.Data.LoadFromCifar(CifarLabels.Cifar10, _folder.File("no.bin")));
        Assert.Throws<ArgumentException>(() => _context.Data.LoadFromCifar(CifarLabels.Cifar10));
    }

    [Fact]
    public void Images_out_of_callbacks_are_those_of_the_files()
    {
        DrawnFiles.Write(_folder.Path, perClass: 4);
        string[] files = [.. Directory.GetFiles(_folder.Path, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string Label(string file) => Path.GetFileName(Path.GetDirectoryName(file))!;
        var options = SmallTraining.Options with { ImageReading = new ImageReading((10, 12)), Epochs = 2 };

        using var expected = SmallTraining.Fit(options, SmallTraining.Keyed(_context.Data.LoadFromImageFolder(_folder.Path)));
        using var encoded = SmallTraining.Fit(options, SmallTraining.Keyed(_context.Data.LoadFromImages(files, File.ReadAllBytes, Label)));
        using var decoded = SmallTraining.Fit(options, SmallTraining.Keyed(_context.Data.LoadFromImages(files, MLImage.CreateFromFile, Label)));

        Assert.Equal(expected.Hash(), encoded.Hash());
        Assert.Equal(expected.Hash(), decoded.Hash());
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder.File(name), content);
        return _folder.File(name);
    }

    private string Write(string name, byte[] content, bool compressed)
    {
        using var file = File.Create(_folder.File(name));
        using Stream stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(content);
        return _folder.File(name);
    }
}
