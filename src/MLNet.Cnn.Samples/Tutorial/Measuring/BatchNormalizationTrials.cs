namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>The claim that batch normalization allows larger learning rates and looser first weights, measured.</summary>
internal sealed class BatchNormalizationTrials(TutorialPage page)
{
    private static readonly double[] _rates = [0.01, 0.1, 1];

    private static readonly (string Name, string Description, Initializer Initializer)[] _initializers =
    [
        ("Glorot", "fitted to the size of each layer (GlorotUniform)", Initializers.GlorotUniform),
        ("loose", "drawn from a normal distribution of deviation 0.3, whatever the layer", Initializers.RandomNormal(0, 0.3f)),
    ];

    /// <summary>Trains, and writes what was found.</summary>
    public void Run()
    {
        page.Section("Does it allow larger rates and looser weights?");
        page.Text("That is what batch normalization is praised for. The same small network with it and without it, three learning rates, two ways to draw the first weights, SGD with momentum, nothing else changed:");
        page.Code("network", "BatchNormalizationTrials.cs");
        page.Lines(_initializers.Select(entry => new InkLine(new Ink($"{entry.Name,-8}", Tone.Blue), entry.Description)));
        var trials = new List<BatchNormalizationTrial>();
        foreach (var (name, _, initializer) in _initializers)
        {
            foreach (var rate in _rates)
            {
                foreach (var isNormalized in new[] { false, true })
                    trials.Add(Train(name, initializer, rate, isNormalized));
            }
        }

        page.MeasuredText($"{trials.Count} trainings of {Show.Plural(Epochs, "epoch")}, one seed. Test accuracy:");
        page.MeasuredTable(
            ["first weights", TableColumn.Number("rate"), TableColumn.Number("without"), TableColumn.Number("with")],
            trials.Chunk(2).Select(pair => (IReadOnlyList<Ink>)
            [
                pair[0].Weights, Arithmetic.Number(pair[0].Rate), .. pair.Select(trial => new Ink(trial.Shown, trial.Learned ? Tone.Orange : Tone.Quiet)),
            ]));
        foreach (var (name, description, _) in _initializers)
        {
            page.Picture(
                $"batchnorm-{name.ToLowerInvariant()}",
                new LineChart([.. trials.Where(trial => trial.Weights == name).OrderBy(trial => trial.IsNormalized).Select(Line)])
                {
                    Title = $"First weights {name}",
                    HorizontalName = "epoch",
                    VerticalName = "training accuracy, %",
                },
                $"Training accuracy with and without batch normalization at three learning rates, first weights {description}.");
        }

        var finding = new BatchNormalizationFinding(trials);
        page.MeasuredText(string.Join(' ', finding.Rates()));
        page.MeasuredText(string.Join(' ', [finding.LargerRates(), finding.LooserWeights(), .. finding.Harm()]));
    }

    private int Epochs => page.Times(3);

    private NamedLine Line(BatchNormalizationTrial trial) => new(
        $"{(trial.IsNormalized ? "with" : "without")}, rate {Arithmetic.Number(trial.Rate)}",
        [.. Enumerable.Range(0, Epochs).Select(epoch => new ChartPoint(epoch + 1, epoch < trial.Curve.Count ? 100 * trial.Curve[epoch] : double.NaN))]);

    private BatchNormalizationTrial Train(string weights, Initializer initializer, double rate, bool isNormalized)
    {
        var curve = new List<double>();
        var trial = new BatchNormalizationTrial(weights, rate, isNormalized, Accuracy: null, curve);
        try
        {
            using var training = page.Work($"Training at rate {Arithmetic.Number(rate)}, first weights {weights}, {(isNormalized ? "with" : "without")} batch normalization", () => DigitTraining.Run(page, new()
            {
                Network = new("trial", (image, classes) => Build(image, classes, initializer, isNormalized)),
                Optimizer = new SGD(rate, momentum: 0.9),
                Schedule = new ConstantRate(),
                Epochs = Epochs,
                Progress = report => curve.Add(report.Accuracy),
            }));
            return trial with { Accuracy = training.Metrics.MicroAccuracy };
        }
        catch (InvalidOperationException exception) when (exception.Message.StartsWith("Training diverged", StringComparison.Ordinal))
        {
            return trial; // a finding, not a failure
        }
    }

    private static Network Build(Shape image, int classes, Initializer initializer, bool isNormalized)
    {
        #region network
        Layer[] Block(Layer layer) => isNormalized
            ? [layer, new BatchNormalization(), new ReLU()]
            : [layer, new ReLU()];
        Conv2D Convolution(int filters) =>
            new(filters, 3) { Strides = 2, KernelInitializer = initializer };
        Dense Connected(int units) =>
            new(units) { KernelInitializer = initializer };

        var network = Network.Sequential(image,
        [
            .. Block(Convolution(8)), .. Block(Convolution(16)),
            new Flatten(),
            .. Block(Connected(64)), .. Block(Connected(64)),
            Connected(classes),
        ]);
        #endregion
        return network;
    }
}
