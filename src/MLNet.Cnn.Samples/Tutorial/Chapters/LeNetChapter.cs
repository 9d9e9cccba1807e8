using Microsoft.ML;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>LeNet-5 trained; its kernels and feature maps as pictures; what it gets wrong.</summary>
internal sealed class LeNetChapter() : TutorialChapter("lenet", "LeNet-5, seen from inside")
{
    private const int Hardest = 12;

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        var network = Count(page);
        using var training = Train(page, network);
        LookInside(page, training);
        LookAtMistakes(page, training);
    }

    private static Network Count(TutorialPage page)
    {
        page.Text("Convolution, normalization, pooling, and again; then a small fully connected network over what was found. So Yann LeCun and others read handwritten digits in 1998. This one has 3 × 3 kernels, max pooling and ReLU, as one would build it today:");
        page.Code("lenet");
        var network = Build();
        page.Section("Shapes and parameters");
        page.Table(
            ["layer", "shape", "parameters by hand", TableColumn.Number("library")],
            network.Layers.Skip(1).Select(layer => (IReadOnlyList<Ink>)
            [
                layer.Name, $"{layer.Shape}", new(ByHand(network, layer), Tone.Blue), new(Arithmetic.Count(layer.ParameterCount), Tone.Orange),
            ]));
        page.Text($"{Arithmetic.Count(network.ParameterCount)} parameters, against {Arithmetic.Count(Networks.FullyConnected().Build(new(28, 28, 1), 10).ParameterCount)} of the fully connected network. A batch normalization has four numbers for each channel: scale and shift, which are trained, and the two moving averages.");
        return network;
    }

    private static Network Build()
    {
        #region lenet
        var network = Network.Sequential(new(28, 28, 1),
            new Conv2D(6, 3),
            new BatchNormalization(),
            new MaxPooling2D(2),
            new ReLU(),
            new Conv2D(16, 3),
            new BatchNormalization(),
            new MaxPooling2D(2),
            new ReLU(),
            new Flatten(),
            new Dense(120, Activation.ReLU),
            new Dense(84, Activation.ReLU),
            new Dense(10)); // ready-made: Networks.LeNet5(batchNormalization: true)
        #endregion
        return network;
    }

    private static string ByHand(Network network, NetworkLayer layer)
    {
        var input = network.Layers[layer.Inputs[0]].Shape;
        return layer.Layer switch
        {
            Conv2D conv => $"3 × 3 × {input.Channels} × {conv.Filters} + {conv.Filters} = {Arithmetic.Count(9 * input.Channels * conv.Filters + conv.Filters)}",
            BatchNormalization => $"4 × {input.Channels} = {4 * input.Channels}",
            Dense dense => $"{input.Size} × {dense.Units} + {dense.Units} = {Arithmetic.Count(input.Size * dense.Units + dense.Units)}",
            _ => "0",
        };
    }

    private static DigitTraining Train(TutorialPage page, Network network)
    {
        page.Section("Training it");
        var training = page.Work("Training LeNet-5", () => DigitTraining.Run(page, new() { Network = network, Epochs = page.Times(8), ValidationFraction = 0.1 }));
        var history = training.Network.History;
        page.MeasuredText($"On {page.Data.Name}: test accuracy {Show.Percent(training.Metrics.MicroAccuracy)} after {history.Epochs.Count} epochs and {Show.Seconds(training.Seconds)}.");
        page.Code("curve");
        page.Picture("lenet-learning-curve", Curve(training.Network), "Loss, accuracy and learning rate of LeNet-5, epoch by epoch.");
        return training;
    }

    private static LearningCurve Curve(TrainedNetwork network)
    {
        #region curve
        var curve = new LearningCurve(network.History) { Title = "LeNet-5" };
        #endregion
        return curve;
    }

    private static void LookInside(TutorialPage page, DigitTraining training)
    {
        page.Section("What it learned");
        page.Text("The six kernels of the first layer. Nobody wrote them: they began as random numbers. Blue weights are below zero, orange ones above; where one side is blue and the other orange, the kernel has become an edge detector, like the one written by hand in chapter `convolution`.");
        page.Picture("lenet-kernels", new KernelSheet(training.Network) { Title = "First layer" }, "The kernels of the first convolution: blue below zero, orange above.");
        page.Text("And what every layer makes of one image. The first feature maps are nearly as large as the image; then they grow smaller, and each of their numbers has looked at more pixels; the last layer has a number for each class.");
        page.Code("maps");
        page.Picture("lenet-feature-maps", Maps(page, training), "What the layers of LeNet-5 make of one image, from the first convolution to the ten numbers at the end.");
    }

    private static FeatureMapSheet Maps(TutorialPage page, DigitTraining training)
    {
        var digit = ImageRow.Read(page.MLContext, page.Data.Test).First();
        var network = training.Network;
        #region maps
        var caption = $"a {digit.Label}";
        var image = new SheetImage(new(28, 28, 1), digit.Image, caption);
        string[] layers =
        [
            "conv2d", "re_lu", "conv2d_1", "re_lu_1", "dense", "dense_1", "dense_2",
        ];
        var maps = new FeatureMapSheet(network, image, layers);
        #endregion
        return maps;
    }

    private static void LookAtMistakes(TutorialPage page, DigitTraining training)
    {
        page.Section("What it gets wrong");
        var scored = Scored(page.MLContext, training.Model, page.Data.Test);
        var names = training.Network.ClassNames;
        var hardest = scored
            .Select(row => (Row: row, Truth: Probability(row, names), Best: row.Score.Index().MaxBy(score => score.Item)))
            .OrderBy(entry => entry.Truth)
            .Take(Hardest)
            .ToList();
        page.MeasuredText($"{scored.Count(row => names[row.Score.Index().MaxBy(score => score.Item).Index] != row.Label)} of {Show.Plural(scored.Count, "test image")} are recognized wrongly.");
        page.Text($"The {Hardest} to whose true class it gives the least: what each shows, and what the network says with which score.");
        page.Picture(
            "lenet-mistakes",
            new ContactSheet([.. hardest.Select(entry => new SheetImage(
                training.Network.Network.InputShape, entry.Row.Image, $"{entry.Row.Label}, says {names[entry.Best.Index]}\n{Show.Percent(entry.Best.Item, 0)}"))])
            { Columns = 6, Title = "The hardest test images" },
            "The test images that the network finds hardest, with their true class, its answer and the answer's score.");
        page.Text("What would you have said? A contact sheet of mistakes is the first thing to look at when a network is not as good as it should be: wrong labels, cut images and classes that look alike are seen there.");
    }

    private static float Probability(ScoredImage row, IReadOnlyList<string> names) => row.Score[names.Index().First(name => name.Item == row.Label).Index];

    private static List<ScoredImage> Scored(MLContext mlContext, ITransformer model, IDataView test)
    {
        var scored = mlContext.Transforms.Conversion.MapKeyToValue("Label").Fit(model.Transform(test)).Transform(model.Transform(test));
        return [.. mlContext.Data.CreateEnumerable<ScoredImage>(scored, reuseRowObject: false, schemaDefinition: ScoredImage.Schema(scored))];
    }
}
