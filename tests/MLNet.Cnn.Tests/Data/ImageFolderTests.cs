using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Folders of images: classes by folder or by name, splits, and what people's disks have in them.</summary>
public sealed class ImageFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_below_is_a_class_with_all_that_is_in_it()
    {
        Put("cat/b.jpg", "cat/a.PNG", "cat/2021/May/c.webp", "dog/x.gif", "dog/y.bmp", "dog/z.jpeg");

        Assert.Equal(
            [("cat/2021/May/c.webp", "cat"), ("cat/a.PNG", "cat"), ("cat/b.jpg", "cat"), ("dog/x.gif", "dog"), ("dog/y.bmp", "dog"), ("dog/z.jpeg", "dog")],
            Rows(_context.Data.LoadFromImageFolder(_folder.Path)));
    }

    [Fact]
    public void Other_files_and_hidden_ones_are_left_out()
    {
        Put("cat/a.jpg", "cat/notes.txt", "cat/.a.jpg", ".git/b.jpg", "dog/Thumbs.db", "dog/b.jpg");

        Assert.Equal([("cat/a.jpg", "cat"), ("dog/b.jpg", "dog")], Rows(_context.Data.LoadFromImageFolder(_folder.Path)));
    }

    [Fact]
    public void A_pattern_takes_the_class_out_of_the_name()
    {
        Put("cat.1.jpg", "dog.1.jpg", "more/cat.2.jpg");

        Assert.Equal(
            [("cat.1.jpg", "cat"), ("dog.1.jpg", "dog"), ("more/cat.2.jpg", "cat")],
            Rows(_context.Data.LoadFromImageFolder(_folder.Path, "(?<label>[a-z]+)\\.\\d+\\.jpg$")));
    }

    [Fact]
    public void Size_and_bytes_are_those_of_the_file()
    {
        DrawnFiles.Write(_folder.Path, perClass: 1);
        var data = _context.Data.LoadFromImageFolder(_folder.Path);

        string first = data.Column<string>("ImagePath").First();
        Assert.Equal(File.ReadAllBytes(first), data.Column<byte[]>("Image").First());
        Assert.Equal([(17, 20), (18, 21), (19, 22)], data.Column<int>("Height").Zip(data.Column<int>("Width")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_and_test_folders_are_used_as_such(bool byRelativePath)
    {
        Put("train/cat/a.jpg", "train/dog/b.jpg", "test/cat/c.jpg");

        var split = _context.Data.LoadTrainTestFromImageFolder(byRelativePath ? Path.GetRelativePath(Environment.CurrentDirectory, _folder.Path) : _folder.Path);

        Assert.True(split.IsByFolder);
        Assert.Equal([("train/cat/a.jpg", "cat"), ("train/dog/b.jpg", "dog")], Rows(split.Train));
        Assert.Equal([("test/cat/c.jpg", "cat")], Rows(split.Test));
        Refusal.Says<ArgumentOutOfRangeException>(
            $"fold is 1, but '{_folder.Path}' has test images of its own, in '{_folder.File("test")}', of which there is one split only. Leave fold out. (Parameter 'fold')",
            () => _context.Data.LoadTrainTestFromImageFolder(_folder.Path, fold: 1));
    }

    [Fact]
    public void Otherwise_a_share_of_each_class_is_held_out_and_the_same_for_the_same_seed()
    {
        Put([.. Enumerable.Range(0, 30).Select(i => $"{(i < 20 ? "cat" : "dog")}/{i:D2}.jpg")]);

        var split = _context.Data.LoadTrainTestFromImageFolder(_folder.Path, testFraction: 0.2, seed: 5);
        var again = _context.Data.LoadTrainTestFromImageFolder(_folder.Path, testFraction: 0.2, seed: 5);
        var other = _context.Data.LoadTrainTestFromImageFolder(_folder.Path, testFraction: 0.2, seed: 6);

        Assert.False(split.IsByFolder);
        Assert.Equal([("cat", 4), ("dog", 2)], Rows(split.Test).CountBy(row => row.Label).Select(count => (count.Key, count.Value)));
        Assert.Equal(30, Rows(split.Train).Concat(Rows(split.Test)).Distinct().Count());
        Assert.Equal(Rows(split.Test), Rows(again.Test));
        Assert.NotEqual(Rows(split.Test), Rows(other.Test));
    }

    [Fact]
    public void Folds_of_one_seed_hold_out_each_image_once()
    {
        Put([.. Enumerable.Range(0, 20).Select(i => $"{(i < 10 ? "cat" : "dog")}/{i:D2}.jpg")]);

        var held = Enumerable.Range(0, 5).SelectMany(fold => Rows(_context.Data.LoadTrainTestFromImageFolder(_folder.Path, fold: fold).Test)).ToList();

        Assert.Equal(Rows(_context.Data.LoadFromImageFolder(_folder.Path)), held.Order());
        Refusal.Says<ArgumentOutOfRangeException>(
            "fold is 5, but with a testFraction of 0.2 it must be from 0 to 4. (Parameter 'fold')", () => _context.Data.LoadTrainTestFromImageFolder(_folder.Path, fold: 5));
        Refusal.Says<ArgumentOutOfRangeException>(
            "testFraction is 1.5, but it must be above 0 and below 1. (Parameter 'testFraction')", () => _context.Data.LoadTrainTestFromImageFolder(_folder.Path, 1.5));
    }

    [Fact]
    public void Names_that_differ_by_case_are_two_files()
    {
        Put("cat/a.jpg", "dog/b.jpg");
        Assert.SkipWhen(File.Exists(_folder.File("cat/A.jpg")), "needs a file system that tells cases apart");
        Put("cat/A.jpg");

        Assert.Equal([("cat/A.jpg", "cat"), ("cat/a.jpg", "cat"), ("dog/b.jpg", "dog")], Rows(_context.Data.LoadFromImageFolder(_folder.Path)));
    }

    [Fact]
    public void Long_paths_are_read()
    {
        string deep = string.Join('/', Enumerable.Repeat(new string('ü', 60), 8));
        Put($"cat/{deep}/a.jpg", "dog/b.jpg");

        Assert.Equal([($"cat/{deep}/a.jpg", "cat"), ("dog/b.jpg", "dog")], Rows(_context.Data.LoadFromImageFolder(_folder.Path)));
    }

    [Fact]
    public void Links_are_followed_but_not_in_circles()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs the right to make links");
        Put("cat/a.jpg", "elsewhere/b.jpg");
        Directory.CreateSymbolicLink(_folder.File("cat/up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.File("cat/self"), _folder.File("cat"));
        File.CreateSymbolicLink(_folder.File("cat/dangling.jpg"), _folder.File("nowhere.jpg"));
        using var other = new TestFolder();
        File.WriteAllBytes(other.File("far.jpg"), [1]);
        Directory.CreateSymbolicLink(_folder.File("linked"), other.Path);

        Assert.Equal(
            ["cat/a.jpg", "cat/dangling.jpg", "elsewhere/b.jpg", "linked/far.jpg"],
            Rows(_context.Data.LoadFromImageFolder(_folder.Path)).Select(row => row.Path));
    }

    [Fact]
    public void A_folder_with_one_class_is_loaded_and_refused_by_training()
    {
        Put("cat/a.jpg", "cat/b.jpg");
        var data = SmallTraining.Keyed(_context.Data.LoadFromImageFolder(_folder.Path));

        Refusal.Says<InvalidOperationException>(
            "Label column 'Label': the key has only 1 class. A choice needs at least two.",
            () => SmallTraining.Fit(SmallTraining.Options with { ImageColumnName = "ImagePath", ImageReading = new ImageReading(8) }, data));
    }

    [Fact]
    public void Folders_that_are_none_or_empty_are_refused()
    {
        File.WriteAllText(_folder.File("notes.txt"), "");

        Refusal.Says<DirectoryNotFoundException>($"There is no folder '{_folder.File("no")}'.", () => _context.Data.LoadFromImageFolder(_folder.File("no")));
        Refusal.Says<DirectoryNotFoundException>($"'{_folder.File("notes.txt")}' is a file, not a folder with images.", () => _context.Data.LoadFromImageFolder(_folder.File("notes.txt")));
        Refusal.Says<InvalidDataException>(
            $"The folder '{_folder.Path}' has no images: no file in it or below ends in .jpg, .jpeg, .jpe, .jfif, .png, .bmp, .gif or .webp.",
            () => _context.Data.LoadFromImageFolder(_folder.Path));
    }

    [Fact]
    public void Images_whose_class_is_not_known_are_refused()
    {
        Put("a.jpg", "cat/b.jpg");

        Refusal.Says<InvalidDataException>(
            $"'{_folder.File("a.jpg")}' lies directly in the folder, so its class is not known. Put the images of each class into a folder of their own, or give a labelPattern such as \"^(?<label>[a-z]+)\", which takes the class out of the file's name.",
            () => _context.Data.LoadFromImageFolder(_folder.Path));
        Refusal.Says<InvalidDataException>(
            "'a.jpg' does not fit labelPattern '(?<label>cat)', so its class is not known.", () => _context.Data.LoadFromImageFolder(_folder.Path, "(?<label>cat)"));
        Refusal.Says(
            "labelPattern is 'cat', but it must have a group named label: \"^(?<label>[a-z]+)\" takes the letters at the beginning of a name. (Parameter 'pattern')",
            () => _context.Data.LoadFromImageFolder(_folder.Path, "cat"));
    }

    [Fact]
    public void A_train_folder_with_a_test_folder_that_does_not_go_with_it_is_refused()
    {
        Put("train/cat/a.jpg", "train/dog/b.jpg", "test/c.jpg");
        Refusal.Says<InvalidDataException>(
            $"'{_folder.Path}' has a train and a test, but '{_folder.File("test")}' has no class folders with images. Give it some, or load '{_folder.File("train")}' alone.",
            () => _context.Data.LoadTrainTestFromImageFolder(_folder.Path));
        Put("test/bird/d.jpg");
        Refusal.Says<InvalidDataException>(
            $"'{_folder.File("test")}' has the class 'bird', but '{_folder.File("train")}' does not: its classes are cat, dog.",
            () => _context.Data.LoadTrainTestFromImageFolder(_folder.Path));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_that_may_not_be_read_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "needs a user whom permissions bind");
        Put("cat/a.jpg");
        File.SetUnixFileMode(_folder.File("cat"), UnixFileMode.None);
        try
        {
            var refusal = Assert.Throws<UnauthorizedAccessException>(() => _context.Data.LoadFromImageFolder(_folder.Path));
            Assert.Contains(_folder.File("cat"), refusal.Message);
        }
        finally
        {
            File.SetUnixFileMode(_folder.File("cat"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Put(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
            File.WriteAllBytes(_folder.File(file), [1]);
        }
    }

    private List<(string Path, string Label)> Rows(IDataView data) =>
        [.. data.Column<string>("ImagePath").Select(path => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/')).Zip(data.Column<string>("Label"))];
}
