using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Folders that are divided into training and other images, in the ways that people have them.</summary>
public sealed class SplitFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train", "test")]
    [InlineData("Train", "Test")]
    [InlineData("TRAINING", "TESTING")]
    [InlineData("Training", "test")]
    [InlineData("seg_train", "seg_test")]
    [InlineData("images-Train", "images-Test")]
    [InlineData("training_set", "test_set")]
    [InlineData("train2017", "test2017")]
    public void Parts_are_known_by_their_names(string train, string test)
    {
        Put($"{train}/cat/a.jpg", $"{train}/dog/b.jpg", $"{test}/cat/c.jpg", $"{test}/dog/d.jpg");

        var split = Load();

        Assert.True(split.IsByFolder);
        Assert.Equal([($"{train}/cat/a.jpg", "cat"), ($"{train}/dog/b.jpg", "dog")], Rows(split.Train));
        Assert.Equal([($"{test}/cat/c.jpg", "cat"), ($"{test}/dog/d.jpg", "dog")], Rows(split.Test));
        Assert.Null(split.Validation);
        Assert.Equal($"'{_folder.Path}' is divided: '{train}' holds 2 training images of 2 classes, '{test}' 2 test images of 2 classes.", split.Division);
        Assert.Empty(split.LeftOut);
    }

    [Theory]
    [InlineData("val")]
    [InlineData("Valid")]
    [InlineData("VALIDATION")]
    public void Validation_images_are_taken_as_such(string validation)
    {
        Put("train/cat/a.jpg", "train/dog/b.jpg", $"{validation}/cat/v.jpg", $"{validation}/dog/w.jpg", "test/cat/c.jpg");

        var split = Load();

        Assert.Equal([($"{validation}/cat/v.jpg", "cat"), ($"{validation}/dog/w.jpg", "dog")], Rows(split.Validation!));
        Assert.Equal([("test/cat/c.jpg", "cat")], Rows(split.Test));
        Assert.Equal(["train/cat/a.jpg", "train/dog/b.jpg"], Rows(split.Train).Select(row => row.Path));
    }

    [Fact]
    public void Without_test_images_a_share_of_the_training_images_is_held_out_and_the_validation_images_stay_what_they_are()
    {
        Put([.. Enumerable.Range(0, 10).SelectMany(i => new[] { $"train/ants/{i}.jpg", $"train/bees/{i}.jpg" }), "val/ants/v.jpg", "val/bees/w.jpg"]);

        var split = Load();
        var folds = Enumerable.Range(0, 5).SelectMany(fold => Rows(_context.Data.LoadTrainTestFromImageFolder(_folder.Path, fold: fold).Test));

        Assert.False(split.IsByFolder);
        Assert.Equal(["val/ants/v.jpg", "val/bees/w.jpg"], Rows(split.Validation!).Select(row => row.Path));
        Assert.Equal((16, 4), (Rows(split.Train).Count, Rows(split.Test).Count));
        Assert.Equal(20, folds.Distinct().Count(row => row.Path.StartsWith("train/", StringComparison.Ordinal)));
        Refusal.WithDecimalComma(() => Assert.Equal(
            $"'{_folder.Path}' is divided: 'train' holds 20 training images of 2 classes, 'val' 2 validation images of 2 classes. None are test images, so 12.5 % of each class of '{_folder.File("train")}' are held out to test with.",
            _context.Data.LoadTrainTestFromImageFolder(_folder.Path, testFraction: 0.125).Division));
    }

    [Fact]
    public void A_folder_within_a_folder_of_its_name_is_passed_through()
    {
        Put("seg_train/seg_train/sea/a.jpg", "seg_train/seg_train/forest/b.jpg", "seg_test/seg_test/sea/c.jpg", "seg_test/Seg_Test/forest/d.jpg", "seg_pred/seg_pred/1.jpg", "seg_pred/seg_pred/2.jpg", "3.jpg");
        if (Directory.GetDirectories(_folder.File("seg_test")).Length > 1)
            Directory.Move(_folder.File("seg_test/Seg_Test/forest"), _folder.File("seg_test/seg_test/forest"));

        var split = Load();

        Assert.Equal([("seg_train/seg_train/forest/b.jpg", "forest"), ("seg_train/seg_train/sea/a.jpg", "sea")], Rows(split.Train));
        Assert.Equal(["forest", "sea"], Rows(split.Test).Select(row => row.Label));
        Assert.Equal(
            [$"1 image is left out: it lies in '{_folder.Path}', beside the parts.", $"2 images are left out: they lie in '{_folder.File("seg_pred")}', beside the parts."],
            split.LeftOut);
        Assert.Equal(["forest", "sea"], Rows(_context.Data.LoadFromImageFolder(_folder.File("seg_train"))).Select(row => row.Label));
    }

    [Theory]
    [InlineData("car/a.jpg", "bus/b.jpg", "train/c.jpg")]
    [InlineData("train station/a.jpg", "test tube/b.jpg")]
    [InlineData("trainer/x/a.jpg", "tester/x/b.jpg")]
    [InlineData("strain/x/a.jpg", "contest/x/b.jpg")]
    public void A_class_may_be_called_train(params string[] files)
    {
        Put(files);
        string[] classes = [.. files.Select(file => file.Split('/')[0]).Order(StringComparer.Ordinal)];

        Assert.Equal(classes, Rows(_context.Data.LoadFromImageFolder(_folder.Path)).Select(row => row.Label));
        Assert.Null(_context.Data.DescribeImageFolder(_folder.Path).Division);
    }

    [Fact]
    public void A_divided_folder_is_not_loaded_as_one_set()
    {
        Put("Train/cat/a.jpg", "Train/dog/b.jpg", "Test/cat/c.jpg", "Test/dog/d.jpg");

        Refusal.Says<InvalidDataException>(
            $"'{_folder.Path}' is divided: 'Train' holds 2 training images of 2 classes, 'Test' 2 test images of 2 classes. Load the parts by LoadTrainTestFromImageFolder, or one of them by its own path, such as '{_folder.File("Train")}'.",
            () => _context.Data.LoadFromImageFolder(_folder.Path));
        Assert.Equal(["Test", "Test", "Train", "Train"], Rows(_context.Data.LoadFromImageFolder(_folder.Path, "^(?<label>[^/]+)/")).Select(row => row.Label));
    }

    [Fact]
    public void A_divided_folder_is_described_as_a_whole()
    {
        DrawnFiles.Write(_folder.File("training"), perClass: 2);
        DrawnFiles.Write(_folder.File("validation"), perClass: 1);

        var description = _context.Data.DescribeImageFolder(_folder.Path + Path.DirectorySeparatorChar);

        Assert.Equal($"'{_folder.Path}' is divided: 'training' holds 6 training images of 3 classes, 'validation' 3 validation images of 3 classes.", description.Division);
        Assert.Equal([new("blau", 3), new("grün", 3), new("rot", 3)], description.Classes);
        Assert.StartsWith($"{description.Division}\n9 images, 0 of them cannot be read\n", description.ToString().ReplaceLineEndings("\n"));
    }

    public static TheoryData<string, string[]> Refused => new()
    {
        { "'{0}' has a train, but no folder named test or validation beside it, so that it may be a part or a class. Load '{0}/train' if it is a part; if it is a class, put its images directly into it.",
            ["train/cat/a.jpg", "train/dog/b.jpg"] },
        { "'{0}' has a train, but no folder named test or validation beside it, so that it may be a part or a class. Load '{0}/train' if it is a part; if it is a class, put its images directly into it.",
            ["train/cat/a.jpg", "train/dog/b.jpg", "holdout/cat/c.jpg", "holdout/dog/d.jpg"] },
        { "'{0}' has a test, but no folder of training images beside it. Name that folder train, or take '{0}/test' out of '{0}'; if it is a class, name it otherwise.",
            ["cat/a.jpg", "dog/b.jpg", "test/c.jpg"] },
        { "'{0}' has a val and a test, but no folder of training images. Add one named train.", ["val/cat/a.jpg", "test/cat/b.jpg"] },
        { "'{0}' has a train, a val and a validation, but 2 of them hold validation images by their names. Leave one of them there, or name each for what it is: train, validation, test.",
            ["train/cat/a.jpg", "val/cat/b.jpg", "validation/cat/c.jpg"] },
        { "'{0}' has a train and a test, but '{0}/train' has no class folders with images. Give it some, or take it away.", ["train/cat.1.jpg", "test/1.jpg"] },
        { "'{0}' has a train, a valid and a test, but '{0}/test' has no class folders with images. Give it some, or load '{0}/train' alone.",
            ["train/cat/a.jpg", "valid/cat/b.jpg", "test/1.jpg"] },
        { "'{0}/val' has the class 'bird', but '{0}/train' does not: its classes are cat, dog.", ["train/cat/a.jpg", "train/dog/a.jpg", "val/cat/b.jpg", "val/bird/b.jpg"] },
        { "'{0}' has a train and a test, but '{0}/test' has 1 of the 3 classes of '{0}/train'; a part has at least half of them. Add the others, or load '{0}/train' alone.",
            ["train/a/1.jpg", "train/b/1.jpg", "train/c/1.jpg", "test/a/1.jpg"] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_may_be_read_in_two_ways_is_refused_by_all_that_load_folders(string expected, string[] files)
    {
        Put(files);
        string sentence = string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, _folder.Path).Replace('/', Path.DirectorySeparatorChar);

        Refusal.Says<InvalidDataException>(sentence, () => Load());
        Refusal.Says<InvalidDataException>(sentence, () => _context.Data.LoadFromImageFolder(_folder.Path));
        Refusal.Says<InvalidDataException>(sentence, () => _context.Data.DescribeImageFolder(_folder.Path));
    }

    [Fact]
    public void A_separator_behind_the_folder_makes_no_class_of_loose_images()
    {
        Put("a.jpg", "cat/b.jpg", "dog/c.jpg");
        string folder = _folder.Path + Path.DirectorySeparatorChar;

        string message = Assert.Throws<InvalidDataException>(() => _context.Data.LoadFromImageFolder(folder)).Message;

        Assert.StartsWith($"'{_folder.File("a.jpg")}' lies directly in the folder", message);
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => _context.Data.LoadTrainTestFromImageFolder(folder)).Message);
    }

    private ImageFolderSplit Load() => _context.Data.LoadTrainTestFromImageFolder(_folder.Path);

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
