using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>What does not go with a training is refused before it begins, in words that say what to do.</summary>
public class RefusalTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly IDataView Images = SmallTraining.Images();

    [Theory]
    [InlineData("Pixels", "Label", "Image column 'Pixels': there is no column of this name. The data has: Label, Image, Id, Path, Doubles.", null)]
    [InlineData("Id", "Label", "Image column 'Id': expected a vector of Byte or Single with the pixels, got Int32. A column of MLImage, of paths (text) or of encoded bytes will do too, with ImageReading set.", null)]
    [InlineData("Path", "Label", "Image column 'Path': String does not tell the size of the images that the network is to see. Set ImageReading, for example to new ImageReading(64), for paths and encoded images; pixels need a vector of known size: [VectorType(height, width, channels)].", null)]
    [InlineData("Doubles", "Label", "Image column 'Doubles': expected a vector of Byte or Single with the pixels, got a vector of Double. A column of MLImage, of paths (text) or of encoded bytes will do too, with ImageReading set.", null)]
    [InlineData("Image", "Class", "Label column 'Class': there is no column of this name. The data has: Image, Label, Path, Id, Doubles.", null)]
    [InlineData("Imgae", "Label", "Image column 'Imgae': there is no column of this name. The data has: Image, Id, Label, Path, Doubles.", null)]
    [InlineData("Image", "label", "Label column 'label': there is no column of this name. The data has: Label, Image, Path, Id, Doubles.", null)]
    [InlineData("Image", "Path", "Label column 'Path': expected a key, got String. Put Conversion.MapValueToKey(\"Path\") in front.", null)]
    [InlineData("Image", "Id", "Label column 'Id': expected a key, got Int32. Put Conversion.MapValueToKey(\"Id\") in front.", null)]
    [InlineData("Image", "Doubles", "Label column 'Doubles': expected a key, got a vector of Double. Put Conversion.MapValueToKey(\"Doubles\") in front.", null)]
    public void Columns_that_do_not_fit_are_refused_by_the_schema_and_by_the_fit(string image, string label, string message, string? further)
    {
        var data = Context.Transforms.Conversion.ConvertType("Path", "Id", DataKind.String)
            .Append(Context.Transforms.Conversion.ConvertType("Doubles", "Image", DataKind.Double)).Fit(Images).Transform(Images);
        var trainer = Context.Transforms.TrainCnn(SmallTraining.Options with { ImageColumnName = image, LabelColumnName = label });

        Refusal.Says<ArgumentOutOfRangeException>(
            $"{message} (Parameter 'inputSchema')", () => trainer.GetOutputSchema(SchemaShapes.Of(data.Schema)));
        // A pipeline asks for the schema first, so that nothing is trained in front of the trainer.
        Refusal.Says<ArgumentOutOfRangeException>(
            $"{message} (Parameter 'inputSchema')", () => new EstimatorChain<ITransformer>().Append(trainer).Fit(data));
        var alone = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(data));
        Assert.StartsWith(message.Split(", got")[0], alone.Message);
        Assert.EndsWith($"{further} (Parameter 'inputSchema')", alone.Message);
    }

    [Fact]
    public void Images_of_varying_size_are_refused()
    {
        var schema = SchemaDefinition.Create(typeof(ImageRow));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte);
        var data = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(TestImages.Rows(6), schema));
        var trainer = Context.Transforms.TrainCnn(SmallTraining.Options);

        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': a vector of Byte of varying size does not tell the size of the images that the network is to see. Set ImageReading, for example to new ImageReading(64), for paths and encoded images; pixels need a vector of known size: [VectorType(height, width, channels)]. (Parameter 'inputSchema')",
            () => trainer.GetOutputSchema(SchemaShapes.Of(data.Schema)));
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': Vector<Byte> does not tell the size of the images that the network is to see. Set ImageReading, for example to new ImageReading(64), for paths and encoded images; pixels need a vector of known size: [VectorType(height, width, channels)]. (Parameter 'inputSchema')",
            () => trainer.Fit(data));
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, Images);
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': expected Vector<Byte, 12, 12, 1>, as in the training data, got Vector<Byte>. (Parameter 'inputSchema')",
            () => cnn.Transform(data));
    }

    [Fact]
    public void A_vector_of_another_length_than_declared_is_named_with_its_row()
    {
        var rows = TestImages.Rows(12);
        rows[7].Image = new byte[100];
        var data = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(rows));

        string message = Assert.ThrowsAny<Exception>(() => SmallTraining.Fit(SmallTraining.Options, data)).GetBaseException().Message;

        Assert.Contains("100", message);
        Assert.Contains("144", message);
    }

    [Fact]
    public void Images_that_a_model_was_not_trained_for_are_refused()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, Images);
        var floats = Context.Transforms.Conversion.ConvertType("Image", outputKind: DataKind.Single).Fit(Images).Transform(Images);

        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': expected Vector<Byte, 12, 12, 1>, as in the training data, got Vector<Single, 12, 12>. (Parameter 'inputSchema')",
            () => cnn.Transform(floats));
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': there is no column of this name. The data has: Label, Id. (Parameter 'inputSchema')",
            () => cnn.GetOutputSchema(Context.Transforms.DropColumns("Image").Fit(Images).GetOutputSchema(Images.Schema)));
    }

    [Fact]
    public void A_network_that_does_not_fit_the_images_is_refused()
    {
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): a 13x13 kernel does not fit the 12x12x1 input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.",
            () => Fit(new("large", (shape, classes) => Network.Sequential(shape, new Conv2D(4, 13), new Flatten(), new Dense(classes)))));
        Refusal.Says(
            "The network 'sequential' takes 28x28x1 images, but those of column 'Image' are 12x12x1. Bring the images to this shape in front of it, or let the data say it: new NetworkBuilder(\"sequential\", (imageShape, classCount) => ...).",
            () => Fit(Network.Sequential(new(28, 28, 1), new Flatten(), new Dense(3))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void A_network_must_have_one_output_a_class(int outputs) => Refusal.Says(
        $"The network 'sequential' has {outputs} outputs, but label column 'Label' has 3 classes. End the network in Dense(3), or let the data say it: new NetworkBuilder(\"sequential\", (imageShape, classCount) => ...).",
        () => Fit(Network.Sequential(new(12, 12, 1), new Flatten(), new Dense(outputs))));

    [Fact]
    public void A_network_must_end_in_a_vector()
    {
        Refusal.Says(
            "The network 'sequential' gives 10x10x3 for each image, but it must give one number for each of the 3 classes of label column 'Label'. End it in a Flatten or GlobalAveragePooling2D, and Dense(3).",
            () => Fit(Network.Sequential(new(12, 12, 1), new Conv2D(3, 3))));
        Refusal.Says(
            "The network 'sequential' gives 10x10x3 for each image, but it must give one number for each of the 3 classes of label column 'Label'. Its layer 'dense' (Dense) works on each pixel by itself, because nothing makes one vector of rows and columns: put a Flatten or GlobalAveragePooling2D in front of it.",
            () => Fit(Network.Sequential(new(12, 12, 1), new Conv2D(4, 3), new Dense(3))));
    }

    [Fact]
    public void Images_of_another_size_than_the_network_s_are_told_how_to_be_read()
    {
        using var folder = new TestFolder();
        DrawnFiles.Write(folder.Path, perClass: 1);
        var files = SmallTraining.Keyed(Context.Data.LoadFromImageFolder(folder.Path));
        var options = SmallTraining.Options with { Network = Network.Sequential(new(28, 28, 1), new Flatten(), new Dense(3)), ImageColumnName = "ImagePath", ImageReading = new ImageReading(20) };

        Refusal.Says(
            "The network 'sequential' takes 28x28x1 images, but those of column 'ImagePath' are 20x20x3. Set CnnOptions.ImageReading to new ImageReading((28, 28)) { ColorMode = ColorMode.Grayscale }, or let the data say it: new NetworkBuilder(\"sequential\", (imageShape, classCount) => ...).",
            () => SmallTraining.Fit(options, files));
    }

    [Fact]
    public void A_builder_that_gives_nothing_is_named() => Refusal.Says<InvalidOperationException>(
        "The network builder 'forgetful' returned null for 12x12x1 images and 3 classes.", () => Fit(new("forgetful", (_, _) => null!)));

    [Fact]
    public void A_choice_needs_two_classes()
    {
        var rows = TestImages.Rows(30).Where(row => row.Label == "row").ToList();
        Refusal.Says<InvalidOperationException>(
            "Label column 'Label': the key has only 1 class. A choice needs at least two.",
            () => SmallTraining.Fit(SmallTraining.Options, SmallTraining.Keyed(Context.Data.LoadFromEnumerable(rows))));
        Refusal.Says<InvalidOperationException>(
            "Label column 'Label': all 20 rows have the class 'column'. A choice needs at least two.",
            () => SmallTraining.Fit(SmallTraining.Options, Context.Data.FilterRowsByKeyColumnFraction(Images, "Label", 0.34, 0.66)));
    }

    [Fact]
    public void A_key_must_have_a_count()
    {
        var schema = SchemaDefinition.Create(typeof(KeyRow));
        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), uint.MaxValue);
        var data = Context.Data.LoadFromEnumerable(TestImages.Rows(6).Select(row => new KeyRow { Image = row.Image }).ToList(), schema);

        Assert.StartsWith(
            "Label column 'Label': the key has 4294967295 values, so the number of classes is not known.",
            Assert.Throws<ArgumentOutOfRangeException>(() => SmallTraining.Fit(SmallTraining.Options, data)).Message);
    }

    [Fact]
    public void Data_without_rows_is_refused()
    {
        var rows = TestImages.Rows(9);
        var mapping = Context.Transforms.Conversion.MapValueToKey("Label").Fit(Context.Data.LoadFromEnumerable(rows));

        // A key that is made of no rows has, for ML.NET, one value.
        Refusal.Says<InvalidOperationException>(
            "The training data has no rows.",
            () => SmallTraining.Fit(SmallTraining.Options, SmallTraining.Keyed(Context.Data.LoadFromEnumerable(new List<ImageRow>()))));
        Refusal.Says<InvalidOperationException>(
            "The training data has no rows.",
            () => SmallTraining.Fit(SmallTraining.Options, mapping.Transform(Context.Data.LoadFromEnumerable(new List<ImageRow>()))));
        foreach (var row in rows)
            row.Label = "something else";
        Refusal.Says<InvalidOperationException>(
            "The training data has no usable rows: the label is missing in all 9.",
            () => SmallTraining.Fit(SmallTraining.Options, mapping.Transform(Context.Data.LoadFromEnumerable(rows))));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_pixel_that_is_no_number_is_named_with_its_row(float pixel)
    {
        var rows = TestImages.Rows(40).Select(row => new PreprocessingTests.Floats { Image = [.. row.Image.Select(value => (float)value)], Label = row.Label }).ToList();
        rows[23].Image[100] = pixel;
        var data = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(rows));

        Refusal.Says<InvalidOperationException>(
            "Image column 'Image', row 23: a pixel is not a finite number (NaN or infinite). Clean the data, or drop such rows with FilterRowsByMissingValues(\"Image\").",
            () => SmallTraining.Fit(SmallTraining.Options, data));
    }

    [Theory]
    [InlineData(1e30f, "1E+30")]
    [InlineData(-3e20f, "-3E+20")]
    public void A_pixel_whose_square_is_infinite_is_named_with_its_row(float pixel, string text)
    {
        var rows = TestImages.Rows(40).Select(row => new PreprocessingTests.Floats { Image = [.. row.Image.Select(value => (float)value)], Label = row.Label }).ToList();
        rows[23].Image[100] = pixel;
        var data = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(rows));

        foreach (var preprocessing in new[] { Preprocessing.Automatic, Preprocessing.None })
        {
            Refusal.Says<InvalidOperationException>(
                $"Image column 'Image', row 23: a pixel is {text}, but its magnitude must be below 1.8E+19: its square is no finite float, so that training would compute with infinities. Clean the data, or give the network a Rescaling in front.",
                () => SmallTraining.Fit(SmallTraining.Options with { Preprocessing = preprocessing }, data));
        }
    }

    [Fact]
    public void Very_large_pixels_are_numbers()
    {
        var rows = TestImages.Rows(40).Select(row => new PreprocessingTests.Floats { Image = [.. row.Image.Select(value => value * 1e36f)], Label = row.Label });

        using var cnn = SmallTraining.Fit(
            SmallTraining.Options with { Preprocessing = Preprocessing.Rescale(1e-38) }, SmallTraining.Keyed(Context.Data.LoadFromEnumerable(rows.ToList())));

        Assert.Equal(40, cnn.Model.History.TrainingImages);
    }

    [Fact]
    public void A_model_cannot_be_saved_where_there_is_no_folder()
    {
        using var folder = new TestFolder();
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, Images);
        string path = Path.Combine(folder.Path, "no such folder", "model.zip");

        string message = Assert.ThrowsAny<IOException>(() => Context.Model.Save(cnn, Images.Schema, path)).Message;

        Assert.Contains(path, message);
        Assert.Empty(folder.Content);
    }

    [Fact]
    public void A_missing_native_library_is_named_with_its_package()
    {
        string message = NativeLoader.MissingMessage("libtorch_cpu.so is not in the program's folder.");

        string package = OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64" : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";
        Assert.Equal(
            $"libtorch, which trains the networks, could not be loaded: libtorch_cpu.so is not in the program's folder. Add the package '{package}' version 2.10.0 "
            + "(or 'TorchSharp-cpu' 0.107.0, or for an NVIDIA GPU 'TorchSharp-cuda-linux' or 'TorchSharp-cuda-windows') to the program's project; the library itself brings none.",
            message);
    }

    [Fact]
    public void A_setting_out_of_its_range_is_refused_when_the_trainer_is_made()
    {
        var options = SmallTraining.Options;
        (CnnOptions Options, string Message)[] table =
        [
            (options with { Epochs = 0 }, "CnnOptions.Epochs is 0, but it must be between 1 and 100,000. (Parameter 'Epochs')"),
            (options with { Epochs = 100_001 }, "CnnOptions.Epochs is 100001, but it must be between 1 and 100,000. (Parameter 'Epochs')"),
            (options with { BatchSize = -1 }, "CnnOptions.BatchSize is -1, but it must be between 1 and 65,536. (Parameter 'BatchSize')"),
            (options with { BatchSize = 65_537 }, "CnnOptions.BatchSize is 65537, but it must be between 1 and 65,536. (Parameter 'BatchSize')"),
            (options with { Threads = 0 }, "CnnOptions.Threads is 0, but it must be between 1 and 1,024. (Parameter 'Threads')"),
            (options with { Threads = 1_025 }, "CnnOptions.Threads is 1025, but it must be between 1 and 1,024. (Parameter 'Threads')"),
            (options with { ValidationFraction = -0.1 }, "CnnOptions.ValidationFraction is -0.1, but it must be between 0 and 0.9. (Parameter 'ValidationFraction')"),
            (options with { ValidationFraction = 0.91 }, "CnnOptions.ValidationFraction is 0.91, but it must be between 0 and 0.9. (Parameter 'ValidationFraction')"),
            (options with { ValidationFraction = double.NaN }, "CnnOptions.ValidationFraction is NaN, but it must be between 0 and 0.9. (Parameter 'ValidationFraction')"),
            (options with { Optimizer = new Adam(0) }, "Adam.LearningRate is 0, but it must be a finite number above 0. (Parameter 'LearningRate')"),
            (options with { Optimizer = new SGD(double.NaN) }, "SGD.LearningRate is NaN, but it must be a finite number above 0. (Parameter 'LearningRate')"),
            (options with { Optimizer = new AdamW(-0.5) }, "AdamW.LearningRate is -0.5, but it must be a finite number above 0. (Parameter 'LearningRate')"),
            (options with { Schedule = new OneCycle { WarmUp = 1 } }, "OneCycle.WarmUp is 1, but it must be above 0 and below 1. (Parameter 'WarmUp')"),
            (options with { Network = null! }, "Value cannot be null. (Parameter 'Network')"),
            (options with { Optimizer = null! }, "Value cannot be null. (Parameter 'Optimizer')"),
            (options with { Schedule = null! }, "Value cannot be null. (Parameter 'Schedule')"),
            (options with { Preprocessing = null! }, "Value cannot be null. (Parameter 'Preprocessing')"),
            (options with { Engine = null! }, "Value cannot be null. (Parameter 'Engine')"),
            (options with { LabelColumnName = "" }, "The value cannot be an empty string. (Parameter 'LabelColumnName')"),
            (options with { ImageColumnName = null! }, "Value cannot be null. (Parameter 'ImageColumnName')"),
        ];

        foreach (var (refused, message) in table)
        {
            Refusal.Says(message, () => Context.Transforms.TrainCnn(refused));
            Refusal.Says(message, () => Context.MulticlassClassification.Trainers.Cnn(refused));
        }
    }

    [Fact]
    public void The_defaults_are_those_that_are_documented()
    {
        var options = new CnnOptions { Network = SmallTraining.Builder };

        Assert.Equal(("Label", "Image", 10, 128), (options.LabelColumnName, options.ImageColumnName, options.Epochs, options.BatchSize));
        Assert.Equal(new Adam(learningRate: 0.007), options.Optimizer);
        Assert.Equal(new OneCycle(), options.Schedule);
        Assert.Equal(0, options.ValidationFraction);
        Assert.Same(Preprocessing.Automatic, options.Preprocessing);
        Assert.Same(TorchEngine.Default, options.Engine);
        Assert.Equal(Environment.ProcessorCount, options.Threads);
        Assert.Null(options.ImageShape ?? (object?)options.ImageLayout ?? options.InitialWeights ?? (object?)options.Seed ?? options.Progress ?? (object?)options.Control);
        Assert.False(options.CancellationToken.CanBeCanceled);
    }

    [Fact]
    public void Arguments_that_are_null_are_refused()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, Images);
        Action[] calls =
        [
            () => CnnCatalog.TrainCnn(null!, SmallTraining.Options),
            () => CnnCatalog.TrainCnn(null!, SmallTraining.Builder),
            () => CnnCatalog.Cnn(null!, SmallTraining.Options),
            () => Context.Transforms.TrainCnn((CnnOptions)null!),
            () => Context.Transforms.TrainCnn((NetworkBuilder)null!),
            () => Context.Transforms.TrainCnn((Func<Shape, int, Network>)null!),
            () => Context.Transforms.TrainCnn((Network)null!),
            () => Context.MulticlassClassification.Trainers.Cnn((CnnOptions)null!),
            () => Context.Transforms.TrainCnn(SmallTraining.Options).Fit(null!),
            () => Context.Transforms.TrainCnn(SmallTraining.Options).GetOutputSchema(null!),
            () => CnnCatalog.LoadCnn(null!, "file"),
            () => cnn.Transform(null!),
            () => cnn.GetOutputSchema(null!),
            () => cnn.Model.Predict(new ImageBatch(new(12, 12, 1), new float[144]), false, null!),
            () => Context.Transforms.TrainCnn(SmallTraining.Builder, labelColumnName: null!),
        ];

        Assert.All(calls, call => Assert.Throws<ArgumentNullException>(call));
        Assert.All(new[] { 0, -1 }, number => Assert.Throws<ArgumentOutOfRangeException>(() => Context.Transforms.TrainCnn(SmallTraining.Builder, epochs: number)));
        Refusal.Says("The batch holds no images. (Parameter 'images')", () => cnn.Model.Predict(default));
    }

    [Fact]
    public void German_settings_change_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        using var folder = new TestFolder();
        using var expected = SmallTraining.Fit(SmallTraining.Options, Images);
        CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            using var cnn = SmallTraining.Fit(SmallTraining.Options, Images);
            Context.Model.Save(cnn, Images.Schema, folder.File("modell.zip"));
            using var loaded = Context.Model.LoadCnn(folder.File("modell.zip"));

            Assert.Equal(expected.Hash(), loaded.Hash());
            Assert.Equal(expected.Model.Network, loaded.Model.Network);
            Assert.Equal(expected.Scores(Images), loaded.Scores(Images));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Fit(NetworkBuilder network) => SmallTraining.Fit(SmallTraining.Options with { Network = network }, Images).Dispose();

    private sealed class KeyRow
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public byte[] Image { get; set; } = [];

        public uint Label { get; set; }
    }
}
