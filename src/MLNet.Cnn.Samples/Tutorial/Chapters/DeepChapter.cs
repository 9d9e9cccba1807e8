namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Residual and dense blocks as graphs; plain against residual; what deep networks weigh.</summary>
internal sealed class DeepChapter() : TutorialChapter("deep", "Going deep: residual and dense blocks")
{
    private const int Depth = 20;
    private const double Width = 0.25;

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        Residual(page);
        Dense(page);
        Compare(page);
        Weigh(page);
    }

    private static void Residual(TutorialPage page)
    {
        page.Text("More layers see more, but a long chain is hard to train: what goes wrong at the end must be told to the beginning through every layer between. A residual block leaves a way around. Its layers only compute what is to be added to the input, y = F(x) + x, and if there is nothing to add, they need to do nothing.");
        var x = Symbol.Input(8, 8, 16);
        #region residual
        var same = x.ResidualBlock(16);
        var smaller = x.ResidualBlock(32, strides: 2);
        #endregion
        page.Code("residual");
        page.Section("A residual block, same shape");
        page.Lines(NetworkGraph.Draw(new(x, same)));
        page.Section("A residual block, another shape");
        page.Text("Here the block halves the image and doubles the channels. Input and output can no longer be added, so a 1 × 1 convolution with the same stride brings the input to the output's shape:");
        var network = new Network(x, smaller);
        page.Lines(NetworkGraph.Draw(network));
        var shortcut = network.Layers.First(layer => layer.Layer is Conv2D { KernelSize: { Height: 1, Width: 1 } });
        var kernel = shortcut.Weights[0].Shape;
        page.Lines(new InkLine($"weights of the shortcut: 1 × 1 × {kernel.Dimensions[2]} × {kernel.Dimensions[3]} = ", new(Arithmetic.Count(kernel.Size), Tone.Orange), $" of {Arithmetic.Count(network.ParameterCount)} in the whole block"));
    }

    private static void Dense(TutorialPage page)
    {
        page.Section("A dense block");
        page.Text("A dense block does not add but keeps: each layer gets what all layers before it found, side by side, and puts a few channels of its own beside it.");
        page.Code("dense");
        var x = Symbol.Input(8, 8, 16);
        #region dense
        var dense = x.DenseBlock(layers: 3, growthRate: 12);
        #endregion
        page.Lines(NetworkGraph.Draw(new(x, dense)));
        page.Lines(new InkLine("channels: 16 + 3 × 12 = ", new($"{dense.Shape.Channels}", Tone.Orange)));
    }

    private static void Compare(TutorialPage page)
    {
        page.Section("Plain against residual");
        page.Text($"Two networks of {Depth} layers, the same but for their shortcuts, each with a quarter of the usual channels to save time. Batch normalization is in both.");
        page.Code("compare");
        var (plain, residual) = Deep();
        page.Lines(new[] { ("plain", plain), ("residual", residual) }.Select(entry => new InkLine(
            new Ink($"{entry.Item1,-10}", Tone.Quiet), new(Arithmetic.Count(entry.Item2.Build(new(28, 28, 1), 10).ParameterCount), Tone.Blue), " parameters")));
        using var first = Train(page, "plain", plain);
        using var second = Train(page, "residual", residual);
        page.MeasuredTable(
            ["network", TableColumn.Number("test accuracy"), TableColumn.Number("last training loss")],
            new[] { ("plain", first), ("residual", second) }.Select(entry => (IReadOnlyList<Ink>)
            [
                entry.Item1, new(Show.Percent(entry.Item2.Metrics.MicroAccuracy, 1), Tone.Orange), Show.Fixed(entry.Item2.Network.History.Epochs[^1].Loss, 4),
            ]));
        page.Picture(
            "plain-and-residual",
            new LearningCurve(new NamedHistory("plain", first.Network.History), new NamedHistory("residual", second.Network.History)) { Title = $"{Depth} layers" },
            "Training of a plain and of a residual network of the same depth.");
        var difference = second.Metrics.MicroAccuracy - first.Metrics.MicroAccuracy;
        page.MeasuredText(Math.Abs(difference) < 0.01
            ? "In this short run the shortcuts made no difference worth a name."
            : $"In this short run the {(difference > 0 ? "residual" : "plain")} network is ahead by {Show.Fixed(100 * Math.Abs(difference), 1)} points. One seed and a few epochs: a hint, not a proof.");
    }

    private static (NetworkBuilder Plain, NetworkBuilder Residual) Deep()
    {
        #region compare
        var plain = Networks.ResNetCifar(Depth, Shortcut.None, Width);
        var residual = Networks.ResNetCifar(Depth, Shortcut.ZeroPadding, Width);
        #endregion
        return (plain, residual);
    }

    private static DigitTraining Train(TutorialPage page, string name, NetworkBuilder network) =>
        page.Work($"Training the {name} network of {Depth} layers", () => DigitTraining.Run(page, new() { Network = network, Epochs = page.Times(3) }));

    private static void Weigh(TutorialPage page)
    {
        page.Section("What deep networks weigh");
        page.Text("Parameters take memory, multiply-adds take time, and the two do not go together: a layer on a large image multiplies much with few weights. All of these are ready-made.");
        (string Name, NetworkBuilder Builder, Shape Image, int Classes)[] networks =
        [
            ("ResNet18", Networks.ResNet18(), new(224, 224, 3), 1_000),
            ("ResNet34", Networks.ResNet34(), new(224, 224, 3), 1_000),
            ("ResNet50", Networks.ResNet50(), new(224, 224, 3), 1_000),
            ("DenseNet121", Networks.DenseNet121(), new(224, 224, 3), 1_000),
            ("DenseNet169", Networks.DenseNet169(), new(224, 224, 3), 1_000),
            ("ResNet20", Networks.ResNet20(), new(32, 32, 3), 10),
            ("ResNet56", Networks.ResNet56(), new(32, 32, 3), 10),
            ("DenseNet40", Networks.DenseNet40(), new(32, 32, 3), 10),
            ("DenseNetBC100", Networks.DenseNetBC100(), new(32, 32, 3), 10),
        ];
        page.Table(
            ["network", "image", TableColumn.Number("parameters"), TableColumn.Number("multiply-adds"), TableColumn.Number("per parameter")],
            networks.Select(entry =>
            {
                var network = entry.Builder.Build(entry.Image, entry.Classes);
                return (IReadOnlyList<Ink>)
                [
                    entry.Name, $"{entry.Image}", new(Arithmetic.Count(network.ParameterCount), Tone.Blue), new(Arithmetic.Count(network.MultiplyAdds), Tone.Orange),
                    Arithmetic.Count(network.MultiplyAdds / network.ParameterCount),
                ];
            }));
        page.Text("A dense network multiplies each parameter more often than a residual one on images of the same size: what a layer found is not computed again, but every later layer of the block reads it.");
    }
}
