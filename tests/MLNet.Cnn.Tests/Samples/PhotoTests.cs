using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Cnn.Samples;
using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>The verbs for folders of images: inspect, train, predict.</summary>
public sealed class PhotoTests(PhotoTests.OneTraining training) : IClassFixture<PhotoTests.OneTraining>
{
    [Fact]
    public void Train_ends_in_success_and_saves_a_model_that_has_learned()
    {
        Assert.Equal((ExitCode.Success, ""), (training.Run.ExitCode, training.Run.Error));
        Assert.InRange(Json("testAccuracy").GetDouble(), 0.9, 1);
        Assert.InRange(Json("validationAccuracy").GetDouble(), 0.5, 1);
        Assert.True(Json("seconds").GetDouble() > 0);
        Assert.Equal("CompactConvNet", Json("network").GetString());
        Assert.StartsWith("30 images are few", Json("why").GetString());
        Assert.Equal(["blau", "grün", "rot"], Json("classNames").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal((27, 3, 6), (Json("images").GetProperty("training").GetInt32(), Json("images").GetProperty("validation").GetInt32(), Json("images").GetProperty("test").GetInt32()));
        using var cnn = new MLContext().Model.LoadCnn(training.Folder.File("out/model.zip"));
        Assert.Equal(new Shape(32, 32, 3), cnn.Model.ImageColumn.Shape);
        Assert.Equal(ImageColumnKind.Encoded, cnn.Model.ImageColumn.Kind);
        Assert.Equal(40, JsonDocument.Parse(File.ReadAllText(training.Folder.File("out/history.json"))).RootElement.GetProperty("epochs").GetArrayLength());
        using var curve = SkiaSharp.SKBitmap.Decode(training.Folder.File("out/learning-curve.png"));
        Assert.True(curve.Width > 400);
    }

    [Fact]
    public void Train_tries_augmentations_on_held_out_images_and_says_what_each_came_to()
    {
        Assert.Equal(["none", "mirror", "photos"], Json("augmentationTrials").EnumerateArray().Select(trial => trial.GetProperty("name").GetString()));
        Assert.All(Json("augmentationTrials").EnumerateArray(), trial => Assert.Equal(30, trial.GetProperty("images").GetInt32()));
        Assert.Contains($"'{Json("augmentation").GetString()}' is taken: ", training.Run.Output);
        Assert.Contains(Json("augmentationChoice").GetString()!, training.Run.Output);
        Assert.Contains("about four times as long as the training itself", training.Run.Output);
    }

    [Fact]
    public void Train_shows_warnings_shared_images_and_classes_that_are_never_recognized()
    {
        using var folder = new SampleFolder();
        DrawnFiles.Write(folder.File("set/train"), perClass: 6);
        foreach (string file in Directory.GetFiles(folder.File("set/train"), "*", SearchOption.AllDirectories).Where((_, i) => i % 3 == 0))
        {
            string copy = file.Replace("train", "test", StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var run = Run("train", folder.File("set"), "--epochs", "1", "--augmentation", "none", "--threads", "1", "--output", folder.File("out"), "--json", folder.File("result.json"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("Warning: there are fewer than 10 training images of ", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Warning: 6 of 6 test images are also training images (6 are the same file, 0 look the same), so the test figures are too good.", run.Output);
        string[] warnings = [.. JsonDocument.Parse(File.ReadAllText(folder.File("result.json"))).RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)];
        Assert.All(warnings, warning => Assert.Contains($"Warning: {warning}", run.Output));
    }

    [Fact]
    public void A_class_without_a_single_hit_is_named()
    {
        var confusion = new Confusion(["cat", "dog", "fox"], [[3, 0, 0], [2, 0, 0], [0, 0, 0]]);

        Assert.Equal(["None of the test images of 'dog' (2 images) was recognized. Add training images of it, and look at what they are taken for."], confusion.NeverRecognized());
        Assert.Empty(new Confusion(["cat", "dog"], [[3, 0], [1, 1]]).NeverRecognized());
    }

    [Fact]
    public void Train_tries_nothing_where_the_augmentation_is_given()
    {
        var run = Run("train", training.Folder.File("bilder"), "--augmentation", "turn", "--epochs", "1", "--threads", "1", "--output", training.Folder.File("turned"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("Trying", run.Output);
    }

    [Fact]
    public void Train_names_the_images_that_it_left_out()
    {
        Assert.Equal(["the file ends early"], Json("unreadable").EnumerateArray().Select(image => image.GetProperty("reason").GetString()));
        Assert.Contains("1 image could not be read and was left out:", training.Run.Output);
        Assert.Contains("broken.png: the file ends early", training.Run.Output);
    }

    [Fact]
    public void Predict_gives_the_top_classes_and_one_error_for_each_image_that_cannot_be_read()
    {
        string good = Directory.GetFiles(training.Folder.File("bilder/rot"), "Bild*")[0], broken = training.Folder.File("bilder/rot/broken.png");

        var run = Run("predict", training.Folder.File("out/model.zip"), good, broken, training.Folder.File("nothing.png"));

        Assert.Equal(ExitCode.UserError, run.ExitCode);
        Assert.StartsWith($"{good}: rot ", run.Output);
        Assert.Equal(3, run.Output.Trim().Split('%').Length - 1);
        string[] errors = run.Error.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(2, errors.Length);
        Assert.Equal($"error: '{broken}': the file ends early.", errors[0]);
        Assert.Equal($"error: '{training.Folder.File("nothing.png")}': there is no such file.", errors[1]);
    }

    [Fact]
    public void Predict_takes_folders_and_goes_on_behind_what_it_cannot_read()
    {
        using var folder = new SampleFolder();
        Directory.CreateDirectory(folder.File("leer"));
        string model = training.Folder.File("out/model.zip"), good = Directory.GetFiles(training.Folder.File("bilder/blau"))[0];
        File.WriteAllText(folder.File("notes.jpg"), "no image");

        var run = Run("predict", model, folder.File("leer"), folder.File("notes.jpg"), training.Folder.File("bilder/rot"), good);

        Assert.Equal(ExitCode.UserError, run.ExitCode);
        string[] answers = run.Output.TrimEnd().Split(Environment.NewLine), errors = run.Error.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(12 + 1, answers.Length);
        Assert.All(answers[..12], answer => Assert.StartsWith(training.Folder.File("bilder/rot"), answer));
        Assert.StartsWith($"{good}: blau", answers[^1]);
        Assert.Equal(3, errors.Length);
        Assert.StartsWith($"error: The folder '{folder.File("leer")}' has no images", errors[0]);
        Assert.StartsWith($"error: '{folder.File("notes.jpg")}': ", errors[1]);
        Assert.EndsWith("broken.png': the file ends early.", errors[2]);
        Assert.DoesNotContain("olumn", run.Error);
    }

    [Fact]
    public void Predict_says_what_is_no_model()
    {
        string image = Directory.GetFiles(training.Folder.File("bilder/rot"))[0];

        var run = Run("predict", image, image);

        Assert.Equal(ExitCode.UserError, run.ExitCode);
        Assert.EndsWith("Expected is a model that train saved.", run.Error.TrimEnd());
    }

    [Fact]
    public void Train_tells_the_epochs_that_were_asked_for()
    {
        var run = Run("train", training.Folder.File("bilder"), "--epochs", "1", "--threads", "1", "--augmentation", "none", "--output", training.Folder.File("once"));

        Assert.Contains(" 1 epoch shows it 30 images.", run.Output);
        Assert.DoesNotContain("100 epochs", run.Output);
    }

    [Fact]
    public void Inspect_tells_what_a_folder_holds_and_draws_a_contact_sheet()
    {
        string sheet = training.Folder.File("sheet.png");

        var run = Run("inspect", training.Folder.File("bilder"), "--sheet", sheet, "--json", training.Folder.File("inspect.json"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("37 images, 1 of them cannot be read", run.Output);
        Assert.Contains("Cannot be read:", run.Output);
        using var bitmap = SKBitmap.Decode(sheet);
        Assert.InRange(bitmap.Width, 500, 2000);
        Assert.Equal(37, JsonDocument.Parse(File.ReadAllText(training.Folder.File("inspect.json"))).RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public void Folds_hold_each_image_out_once()
    {
        string json = training.Folder.File("folds.json");

        var run = Run("train", training.Folder.File("bilder"), "--folds", "3", "--epochs", "1", "--threads", "1", "--output", training.Folder.File("folds"), "--json", json);

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        var folds = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(3, folds.GetProperty("folds").GetArrayLength());
        Assert.Equal(folds.GetProperty("folds").EnumerateArray().Average(fold => fold.GetDouble()), folds.GetProperty("testAccuracy").GetDouble(), 1e-9);
    }

    [Fact]
    public void An_image_counts_in_the_fold_that_holds_it_out_even_if_it_is_the_only_one_of_its_class()
    {
        using var folder = new SampleFolder();
        DrawnFiles.Write(folder.Path, perClass: 5);
        Directory.CreateDirectory(folder.File("seldom"));
        File.Copy(Directory.GetFiles(folder.File("rot"))[0], folder.File("seldom/a.png"));
        var context = new MLContext(seed: 1);

        var labels = Enumerable.Range(0, 5).Select(fold => context.Data.LoadTrainTestFromImageFolder(folder.Path, fold: fold))
            .SelectMany(fold => PhotoFolds.Keys(context, fold).Transform(fold.Test).GetColumn<uint>("Label")).ToList();

        Assert.Equal(16, labels.Count);
        Assert.Equal([1u, 2u, 3u, 4u], labels.Distinct().Order());
    }

    [Fact]
    public void The_parts_of_a_divided_folder_are_used_for_what_they_are()
    {
        using var folder = new SampleFolder();
        DrawnFiles.Write(folder.File("data/Training"), perClass: 5);
        DrawnFiles.Write(folder.File("data/valid"), perClass: 2);
        DrawnFiles.Write(folder.File("data/TEST"), perClass: 1);
        File.WriteAllBytes(folder.File("data/valid/rot/broken.png"), [1, 2, 3]);

        var run = Run("train", folder.File("data") + Path.DirectorySeparatorChar, "--epochs", "1", "--threads", "1", "--output", folder.File("out"), "--json", folder.File("result.json"));
        var look = Run("inspect", folder.File("data"), "--sheet", folder.File("sheet.png"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        string division = $"'{folder.File("data")}' is divided: 'Training' holds 15 training images of 3 classes, 'valid' 7 validation images of 3 classes, 'TEST' 3 test images of 3 classes.";
        Assert.StartsWith(division, run.Output);
        Assert.Contains("broken.png: it is no JPEG", run.Output);
        var result = JsonDocument.Parse(File.ReadAllText(folder.File("result.json"))).RootElement;
        Assert.Equal(["blau", "grün", "rot"], result.GetProperty("classNames").EnumerateArray().Select(name => name.GetString()));
        var images = result.GetProperty("images");
        Assert.Equal((15, 6, 3), (images.GetProperty("training").GetInt32(), images.GetProperty("validation").GetInt32(), images.GetProperty("test").GetInt32()));
        Assert.StartsWith($"{division}{Environment.NewLine}25 images, 1 of them cannot be read", look.Output);
        Assert.True(File.Exists(folder.File("sheet.png")));
    }

    [Fact]
    public void A_portable_model_takes_paths()
    {
        var run = Run("train", training.Folder.File("bilder"), "--portable", "--epochs", "1", "--threads", "1", "--output", training.Folder.File("portable"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        string image = Directory.GetFiles(training.Folder.File("bilder/rot"), "Bild*")[0];
        Assert.StartsWith($"{image}: ", Run("predict", training.Folder.File("portable/model.zip"), image).Output);
    }

    [Fact]
    public void What_cannot_be_trained_on_is_one_sentence()
    {
        using var folder = new SampleFolder();
        Assert.Equal($"error: There is no folder '{folder.File("no")}'.", Run("train", folder.File("no")).Error.TrimEnd());
        Directory.CreateDirectory(folder.File("one/cat"));
        DrawnFiles.Write(folder.File("one/cat"), perClass: 2);
        Assert.Equal("error: There is only one class, 'cat'. A choice needs at least two: a folder for each.", Run("train", folder.File("one")).Error.TrimEnd());
    }

    [Fact]
    public void An_augmentation_that_does_not_exist_is_refused() => Assert.Equal(
        "error: There is no 'spin' (--augmentation): choose from auto, none, mirror, photos, flip, turn.",
        Run("train", training.Folder.File("bilder"), "--augmentation", "spin").Error.TrimEnd());

    private JsonElement Json(string property) => training.Json.RootElement.GetProperty(property);

    private static SampleRun Run(params string[] arguments) => SampleRun.Alone(arguments);

    /// <summary>A training on 36 drawn images and a broken one.</summary>
    public sealed class OneTraining : IDisposable
    {
        public OneTraining()
        {
            DrawnFiles.Write(Folder.File("bilder"), perClass: 12);
            byte[] whole = File.ReadAllBytes(Directory.GetFiles(Folder.File("bilder/rot"))[0]);
            File.WriteAllBytes(Folder.File("bilder/rot/broken.png"), whole[..(whole.Length / 2)]);
            Run = PhotoTests.Run("train", Folder.File("bilder"), "--epochs", "40", "--threads", "1", "--output", Folder.File("out"), "--json", Folder.File("result.json"));
            Json = JsonDocument.Parse(File.Exists(Folder.File("result.json")) ? File.ReadAllText(Folder.File("result.json")) : "{}");
        }

        public SampleFolder Folder { get; } = new();

        public JsonDocument Json { get; }

        internal SampleRun Run { get; }

        public void Dispose()
        {
            Json.Dispose();
            Folder.Dispose();
        }
    }
}
