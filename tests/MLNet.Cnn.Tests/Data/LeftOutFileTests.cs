using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn.Tests;

/// <summary>What is left out of a folder is named: nothing vanishes without a word.</summary>
public sealed class LeftOutFileTests : IDisposable
{
    private const string Tiff = "images of this format are not read. Convert them to PNG or JPEG; ImageMagick does it by 'magick mogrify -format png *.tif'.";
    private const string Endings = ".jpg, .jpeg, .jpe, .jfif, .png, .bmp, .gif or .webp";

    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly List<string> _log = [];

    public LeftOutFileTests() => _context.Log += (_, message) =>
    {
        if (message.Kind == ChannelMessageKind.Warning)
            _log.Add(message.RawMessage);
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_class_whose_files_are_not_read_or_that_has_none_is_named()
    {
        Put("cat/1.jpg", "cat/2.JPE", "cat/3.jfif", "dog/1.tif", "dog/2.TIF", "bird/notes.txt");
        Directory.CreateDirectory(_folder.File("fish"));

        Assert.Equal(["1.jpg", "2.JPE", "3.jfif"], _context.Data.LoadFromImageFolder(_folder.Path).Column<string>("ImagePath").Select(Path.GetFileName));
        Assert.Equal(
            [
                "There is no class 'bird': none of its files is read (1 .txt file).",
                "There is no class 'dog': none of its files is read (2 .tif files).",
                "There is no class 'fish': its folder is empty.",
                $"2 .tif files are left out ('{Path.Combine("dog", "1.tif")}', …): {Tiff}",
                $"1 .txt file is left out ('{Path.Combine("bird", "notes.txt")}'): images end in {Endings}.",
            ],
            _log.Select(line => line.Replace("[Source=LoadFromImageFolder, Kind=Warning] ", "", StringComparison.Ordinal)));
        Assert.Equal(5, _context.Data.DescribeImageFolder(_folder.Path).LeftOut.Count);
    }

    [Fact]
    public void Files_without_an_ending_and_images_beside_the_class_folders_are_named()
    {
        Put([.. Enumerable.Range(0, 1234).Select(i => $"cat/{i:D4}"), "cat/a.png", "dog/b.png", "loose.heic", "README.md", "dog/.hidden", "dog/Thumbs.db", "__MACOSX/._a.png"]);

        var split = _context.Data.LoadTrainTestFromImageFolder(_folder.Path, testFraction: 0.5, fold: 1);

        Assert.Equal(
            [
                $"1,234 files without an ending are left out ('{Path.Combine("cat", "0000")}', …). If they are images, give their names an ending: {Endings}.",
                $"1 .heic file is left out ('loose.heic'): {Tiff.Replace(".tif", ".heic", StringComparison.Ordinal)}",
            ],
            split.LeftOut);
    }

    [Fact]
    public void Of_a_divided_folder_the_part_is_named()
    {
        Put("train/cat/a.jpg", "train/dog/b.jpg", "train/dog/c.tif", "test/cat/d.jpg", "test/dog/e.tif");

        Assert.Equal(
            [
                $"In 'train': 1 .tif file is left out ('{Path.Combine("dog", "c.tif")}'): {Tiff}",
                "In 'test': There is no class 'dog': none of its files is read (1 .tif file).",
                $"In 'test': 1 .tif file is left out ('{Path.Combine("dog", "e.tif")}'): {Tiff}",
            ],
            _context.Data.LoadTrainTestFromImageFolder(_folder.Path).LeftOut);
    }

    [Fact]
    public void A_folder_of_nothing_but_other_files_says_what_they_are() => Refusal.WithDecimalComma(() =>
    {
        Put("dog/1.tif", "dog/2.tif");

        Refusal.Says<InvalidDataException>(
            $"The folder '{_folder.Path}' has no images: no file in it or below ends in {Endings}. There is no class 'dog': none of its files is read (2 .tif files). 2 .tif files are left out ('{Path.Combine("dog", "1.tif")}', …): {Tiff}",
            () => _context.Data.LoadFromImageFolder(_folder.Path));
    });

    [Fact]
    public void With_a_pattern_no_folder_is_missed_but_files_are_named()
    {
        Put("a/cat.1.jpg", "a/cat.2.tif", "b/notes.txt");
        Directory.CreateDirectory(_folder.File("c"));

        _context.Data.LoadFromImageFolder(_folder.Path, "(?<label>[a-z]+)\\.\\d");

        Assert.Equal(2, _log.Count);
        Assert.All(_log, line => Assert.Contains("is left out ('", line));
    }

    [Theory]
    [InlineData("it is a TIFF image, which is not read: convert it to PNG or JPEG", new byte[] { 0x49, 0x49, 0x2A, 0, 8, 0 })]
    [InlineData("it is a TIFF image, which is not read: convert it to PNG or JPEG", new byte[] { 0x4D, 0x4D, 0, 0x2A, 0, 0 })]
    [InlineData("it is a HEIC image, which is not read: convert it to PNG or JPEG", new byte[] { 0, 0, 0, 24, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', (byte)'i', (byte)'c' })]
    [InlineData("it is no JPEG, PNG, BMP, GIF or WebP image, or its header is damaged", new byte[] { 1, 2, 3 })]
    public void A_file_of_another_format_is_called_by_its_name(string expected, byte[] file) =>
        Assert.Equal(expected, Assert.Throws<UnreadableImageFailure>(() => ImageDecoder.Open(file)).Message);

    [Fact]
    public void A_pointer_of_Git_LFS_and_a_web_page_are_called_so()
    {
        Assert.Contains("git lfs pull", Assert.Throws<UnreadableImageFailure>(() => ImageDecoder.Open("version https://git-lfs.github.com/spec/v1\n"u8.ToArray())).Message);
        Assert.StartsWith("it is a web page", Assert.Throws<UnreadableImageFailure>(() => ImageDecoder.Open("<!DOCTYPE html><html>"u8.ToArray())).Message);
    }

    [Fact]
    public void The_page_names_the_endings_that_are_read()
    {
        Assert.Equal(Endings, ImageEndings.Listed);
        Assert.Contains(Endings, File.ReadAllText(Path.Combine(LibrarySource.Repository, "docs", "images.md")));
    }

    private void Put(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
            File.WriteAllBytes(_folder.File(file), [1]);
        }
    }
}
