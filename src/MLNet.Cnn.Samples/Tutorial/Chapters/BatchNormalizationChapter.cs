namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>One batch by hand; moving statistics; training and inference mode; whether it allows larger rates and looser first weights.</summary>
internal sealed class BatchNormalizationChapter() : TutorialChapter("batchnorm", "Batch normalization")
{
    private const int Companions = 31;

    private static readonly float[] _batch = [2, 4, 4, 6];
    private static readonly BatchNormalization _layer = new();

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        OneBatch(page);
        MovingStatistics(page);
        TwoModes(page);
        new BatchNormalizationTrials(page).Run();
    }

    private static double Mean => _batch.Average(value => (double)value);

    private static double Variance => _batch.Average(value => (value - Mean) * (value - Mean));

    private static Network One() => Network.Sequential(new(1, 1, 1), _layer);

    private static NetworkWeights Weights(Network network, float gamma, float beta) => new(network,
    [
        new("batch_normalization/gamma", new(1), new[] { gamma }), new("batch_normalization/beta", new(1), new[] { beta }),
        new("batch_normalization/moving_mean", new(1), new[] { 0f }), new("batch_normalization/moving_variance", new(1), new[] { 1f }),
    ]);

    private static void OneBatch(TutorialPage page)
    {
        const float gamma = 3, beta = 1;
        page.Text("While a network learns, every layer changes, and with it the numbers that the next layer gets. Batch normalization sets each channel right again: it takes the mean and the variance of the channel over the whole batch, brings them to 0 and 1, and then lets training choose a scale and a shift of its own.");
        page.Section("One batch by hand");
        var network = One();
        using var session = TorchEngine.Default.OpenSession(new(network, Weights(network, gamma, beta)) { Threads = 1 });
        var output = session.Predict(new(new(1, 1, 1), _batch), training: true, ["batch_normalization"])[0].Values.ToArray();
        var deviation = Math.Sqrt(Variance + _layer.Epsilon);
        var numbers = _batch.Select(value => (double)value).ToList();
        page.Lines(
            new InkLine(new Ink("batch     ", Tone.Quiet), string.Join(", ", numbers.Select(Arithmetic.Number)), new Ink("   one channel of four images of one pixel", Tone.Quiet)),
            new InkLine(new Ink("mean      ", Tone.Quiet), $"({Arithmetic.Sum(numbers)}) / {numbers.Count} = ", new(Arithmetic.Number(Mean), Tone.Blue)),
            new InkLine(new Ink("variance  ", Tone.Quiet), $"({string.Join(" + ", numbers.Select(value => Arithmetic.Products([(float)(value - Mean)], [(float)(value - Mean)])))}) / {numbers.Count} = ", new(Arithmetic.Number(Variance), Tone.Blue)),
            new InkLine(new Ink("deviation ", Tone.Quiet), $"root of ({Arithmetic.Number(Variance)} + {Arithmetic.Number(_layer.Epsilon)}) = ", new($"{Arithmetic.Number(deviation)}", Tone.Blue), new Ink($"   {Arithmetic.Number(_layer.Epsilon)} keeps it from being 0", Tone.Quiet)));
        page.Text($"Then the scale, here {Arithmetic.Number(gamma)}, and the shift, here {Arithmetic.Number(beta)}. Both are trained. The last column is what the library gives:");
        page.Table(
            [TableColumn.Number("x"), TableColumn.Number("(x − mean) / deviation"), TableColumn.Number("× scale + shift"), TableColumn.Number("library")],
            numbers.Select((value, index) =>
            {
                var normal = (value - Mean) / deviation;
                return (IReadOnlyList<Ink>)
                [
                    Arithmetic.Number(value),
                    $"({Arithmetic.Number(value)} − {Arithmetic.Number(Mean)}) / {Arithmetic.Number(deviation)} = {Show.Fixed(normal, 3).Replace('-', '−')}",
                    new(Show.Fixed(normal * gamma + beta, 3).Replace('-', '−'), Tone.Blue),
                    new(Show.Fixed(output[index], 3).Replace('-', '−'), Tone.Orange),
                ];
            }));
    }

    private static void MovingStatistics(TutorialPage page)
    {
        page.Section("Moving statistics");
        page.Text($"Later the network will be asked about a single image, which has no batch. So each step also moves two averages a little, mean and variance, by 1 − {Arithmetic.Number(_layer.Momentum)} of what is new. They begin at 0 and 1. After n steps on this same batch, with m = {Arithmetic.Number(_layer.Momentum)} multiplied n times by itself, the mean should be {Arithmetic.Number(Mean)} × (1 − m) and the variance m + {Arithmetic.Number(Variance)} × (1 − m):");
        var network = One();
        using var session = TorchEngine.Default.OpenSession(new(network, Weights(network, 1, 0)) { Threads = 1 });
        var rows = new List<IReadOnlyList<Ink>>();
        var step = 0;
        foreach (var steps in new[] { 1, 10, 100, 500 })
        {
            for (; step < steps; step++)
                session.Gradients(new(new(1, 1, 1), _batch), new float[_batch.Length]); // a pass in training mode moves the statistics
            var now = session.ReadState().Weights;
            var m = Math.Pow(_layer.Momentum, steps);
            rows.Add(
            [
                $"{steps}", Show.Fixed(m, 4),
                new(Show.Fixed(Mean * (1 - m), 3), Tone.Blue), new(Show.Fixed(now["batch_normalization/moving_mean"].Values.Span[0], 3), Tone.Orange),
                new(Show.Fixed(m + Variance * (1 - m), 3), Tone.Blue), new(Show.Fixed(now["batch_normalization/moving_variance"].Values.Span[0], 3), Tone.Orange),
            ]);
        }

        page.Table([TableColumn.Number("steps"), TableColumn.Number("m"), TableColumn.Number("mean"), TableColumn.Number("library"), TableColumn.Number("variance"), TableColumn.Number("library")], rows);
        page.Text("So a short training knows its statistics badly. This library takes them anew over the training images where a training was too short for the averages (`CnnOptions.BatchNormalizationStatistics`).");
    }

    private static void TwoModes(TutorialPage page)
    {
        page.Section("Training mode and inference mode");
        page.Text("In training mode the layer uses the batch's own mean and variance, in inference mode the moving ones. In a pipeline the library sets the mode; by hand it is an argument:");
        page.Code("modes");
        using var training = page.Work("Training LeNet-5 with batch normalization", () => DigitTraining.Run(page, new() { Network = Networks.LeNet5(batchNormalization: true), Epochs = page.Times(3) }));
        var images = ImageRow.Read(page.MLContext, page.Data.Test).Take(1 + Companions).ToList();
        var pixels = images.SelectMany(image => image.Image.Select(value => (float)value)).ToArray();
        var shape = training.Network.Network.InputShape;
        var (alone, together) = (new ImageBatch(shape, pixels.AsMemory(0, shape.Size)), new ImageBatch(shape, pixels));
        var truth = images[0].Label;
        (string Name, IReadOnlyList<double> Probabilities)[] answers =
        [
            ("inference, alone", First(Modes(training.Network, alone).Inference)),
            ($"inference, with {Companions} others", First(Modes(training.Network, together).Inference)),
            ("training, alone", First(Modes(training.Network, alone).Training)),
            ($"training, with {Companions} others", First(Modes(training.Network, together).Training)),
        ];
        page.MeasuredText($"The same image, a {truth}, and the probability of its true class:");
        var place = training.Network.ClassNames.Index().First(name => name.Item == truth).Index;
        page.MeasuredTable(
            ["mode", TableColumn.Number("probability"), "answer"],
            answers.Select(answer => (IReadOnlyList<Ink>)
            [
                answer.Name, new(Show.Fixed(answer.Probabilities[place], 4), Tone.Orange), training.Network.ClassNames[answer.Probabilities.Index().MaxBy(entry => entry.Item).Index],
            ]));
        page.Text("In inference mode an image's answer is its own. In training mode it depends on who else is in the batch; alone, an image is measured by its own mean and variance, and what made it different from others is taken away.");
    }

    private static (LayerOutput Inference, LayerOutput Training) Modes(TrainedNetwork network, ImageBatch images)
    {
        #region modes
        var inference = network.Predict(images, training: false)[0];
        var training = network.Predict(images, training: true)[0];
        #endregion
        return (inference, training);
    }

    /// <summary>The first image's probabilities: the softmax of its logits.</summary>
    private static List<double> First(LayerOutput logits)
    {
        var values = logits.Values.Span[..logits.Shape.Size].ToArray();
        var powers = values.Select(value => Math.Exp(value - values.Max())).ToList();
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
