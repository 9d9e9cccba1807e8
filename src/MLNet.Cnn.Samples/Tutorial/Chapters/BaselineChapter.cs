namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A network without convolutions, and what it would cost on larger images.</summary>
internal sealed class BaselineChapter() : TutorialChapter("baseline", "The fully connected baseline")
{
    private const int BatchSize = 16;
    private const int BytesPerNumber = 4;
    private const int NumbersPerWeight = 4; // the weight, its gradient, and the two averages that Adam keeps
    private static readonly int[] _sides = [28, 64, 128, 224];

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        Count(page);
        Train(page);
        Argue(page);
        Grow(page);
    }

    private static Network FullyConnected()
    {
        #region baseline
        var network = Network.Sequential(new(28, 28, 1),
            new Flatten(), // 28 x 28 pixels become a row of 784 numbers
            new Dense(256, Activation.ReLU),
            new Dense(256, Activation.ReLU),
            new Dense(256, Activation.ReLU),
            new Dense(10)); // a number for each digit
        #endregion
        return network;
    }

    private static void Count(TutorialPage page)
    {
        var network = FullyConnected();
        page.Text("The simplest network that reads digits knows nothing of images. It takes the pixels as one long row, and every neuron of a layer looks at all numbers of the layer before.");
        page.Code("baseline");
        page.Section("Its parameters, by hand");
        page.Text("A Dense layer has a weight for each pair of an input and a neuron, and a bias for each neuron:");
        var dense = network.Layers.Where(layer => layer.Layer is Dense).ToList();
        var inputs = dense.Select(layer => network.Layers[layer.Inputs[0]].Shape.Size).ToList();
        var counts = dense.Select((layer, index) => (long)inputs[index] * layer.Shape.Size + layer.Shape.Size).ToList();
        page.Lines(
        [
            .. dense.Select((layer, index) => new InkLine(
                new Ink($"{layer.Name,-8}", Tone.Quiet), $"{inputs[index],4} × {layer.Shape.Size,3} + {layer.Shape.Size,3} = ", new($"{Arithmetic.Count(counts[index]),7}", Tone.Blue))),
            new(new Ink("together", Tone.Quiet), "                 ", new(Arithmetic.Count(counts.Sum()), Tone.Orange)),
        ]);
        page.Section("The same by Summary()");
        page.Text("`network.Summary()` counts too. Its first three columns, and its totals:");
        page.Lines(network.Summary().TrimEnd().Split('\n').Select(line => new InkLine(FirstColumns(line))));
    }

    private static string FirstColumns(string line)
    {
        const int columns = 3;
        var border = line.Contains('┼', StringComparison.Ordinal) ? '┼' : '│';
        return string.Join(border, line.Split(border).Take(columns));
    }

    private static void Train(TutorialPage page)
    {
        page.Section("Training it");
        using var training = page.Work("Training the fully connected network", () => DigitTraining.Run(page, new() { Network = FullyConnected(), Epochs = page.Times(8) }));
        var epochs = training.Network.History.Epochs;
        page.MeasuredText($"The data are {page.Data.Name}: {Arithmetic.Count(page.Data.Counts.Training)} to train on and {Arithmetic.Count(page.Data.Counts.Test)} to test on; an epoch goes through all training images once.");
        page.MeasuredTable(
            [TableColumn.Number("epoch"), TableColumn.Number("loss"), TableColumn.Number("training accuracy"), TableColumn.Number("images/s")],
            epochs.Select(epoch => (IReadOnlyList<Ink>)[$"{epoch.Epoch}", Show.Fixed(epoch.Loss, 4), Show.Percent(epoch.Accuracy), Arithmetic.Count((long)epoch.ImagesPerSecond)]));
        page.MeasuredText($"Test accuracy {Show.Percent(training.Metrics.MicroAccuracy)} after {Show.Seconds(training.Seconds)}; the process had {Show.Megabytes(ThisProcess.PeakMemoryBytes)} of memory at its peak, its libraries included.");
        page.Text("The trouble with such a network begins when images grow.");
    }

    private static void Argue(TutorialPage page)
    {
        const int kernel = 3;
        page.Section("Three ways to look at an image");
        page.Text($"""
            Let every number of the output look at the image. It can look at all pixels (fully connected), at the {kernel} × {kernel} pixels around its own place with weights of
            its own (locally connected), or at those pixels with the same weights at every place: that is a convolution. With I pixels and J places for the
            window, these are I × J, {kernel} × {kernel} × J and {kernel} × {kernel} weights. Along {_sides[0]} pixels a window of {kernel} has {_sides[0]} − {kernel} + 1 = {_sides[0] - kernel + 1} places.
            """);
        page.Table(
            [TableColumn.Number("image"), TableColumn.Number("I"), TableColumn.Number("J"), TableColumn.Number("fully connected"), TableColumn.Number("locally connected"), TableColumn.Number("shared kernel")],
            _sides.Select(side => (IReadOnlyList<Ink>)
            [
                $"{side} × {side}",
                Arithmetic.Count(side * side),
                Arithmetic.Count(Places(side)),
                Arithmetic.Count((long)side * side * Places(side)),
                Arithmetic.Count((long)kernel * kernel * Places(side)),
                new(Arithmetic.Count(Network.Sequential(new(side, side, 1), new Conv2D(1, kernel) { UseBias = false }).ParameterCount), Tone.Orange),
            ]));
        page.Text("Two ideas save the weights. What belongs together in an image stands close together, so a small window is enough. And an edge is an edge wherever it is, so one kernel serves all places.");

        static int Places(int side) => (side - kernel + 1) * (side - kernel + 1);
    }

    private static NetworkBuilder Convolutional() => new("convolutional", (image, classes) =>
    {
        #region convolutional
        var network = Network.Sequential(image,
            new Conv2D(8, 3) { Activation = Activation.ReLU },
            new MaxPooling2D(2),
            new Conv2D(16, 3) { Activation = Activation.ReLU },
            new MaxPooling2D(2),
            new Conv2D(32, 3) { Activation = Activation.ReLU },
            new GlobalAveragePooling2D(), // one number for each of 32 channels
            new Dense(classes));
        #endregion
        return network;
    });

    private static void Grow(TutorialPage page)
    {
        page.Section("Larger images");
        page.Text("Now two whole networks: the fully connected one, and a small convolutional one whose parameters do not depend on the image at all.");
        page.Code("convolutional");
        (string Name, NetworkBuilder Builder)[] networks = [("fully connected", Networks.FullyConnected()), ("convolutional", Convolutional())];
        page.Table(
            [TableColumn.Number("image"), .. networks.SelectMany(network => (TableColumn[])[TableColumn.Number(network.Name), TableColumn.Number("to train it")])],
            _sides.Select(side => (IReadOnlyList<Ink>)
            [
                $"{side} × {side}",
                .. networks.SelectMany((network, index) => (Ink[])
                [
                    new(Arithmetic.Count(Build(network.Builder, side).ParameterCount), ToneOf(index)),
                    new(Show.Megabytes(TrainingMemory(Build(network.Builder, side))), ToneOf(index)),
                ]),
            ]));
        var (first, last) = (Build(networks[0].Builder, _sides[0]), Build(networks[0].Builder, _sides[^1]));
        page.Text($"The memory to train it is {BytesPerNumber} bytes × {NumbersPerWeight} × the parameters: for each the weight, its gradient and two averages that the optimizer Adam keeps. From {_sides[0]} to {_sides[^1]} pixels the fully connected network grows {Show.Fixed((double)last.ParameterCount / first.ParameterCount, 0)} times larger.");
        Measure(page, networks);
    }

    private static Tone ToneOf(int network) => network == 0 ? Tone.Blue : Tone.Orange;

    private static Network Build(NetworkBuilder builder, int side) => builder.Build(new(side, side, 1), 10);

    private static long TrainingMemory(Network network) => (long)BytesPerNumber * NumbersPerWeight * network.ParameterCount;

    private static void Measure(TutorialPage page, (string Name, NetworkBuilder Builder)[] networks)
    {
        var steps = page.Times(5);
        int[] sides = page.Times(_sides.Length, trial: 2) == _sides.Length ? _sides : _sides[..2];
        var measured = page.Work("Measuring steps on larger and larger images", () =>
        {
            StepMeasure.Of(Build(networks[1].Builder, _sides[0]), BatchSize, steps: 1, page.Threads); // loads the libraries
            return networks.Select(network => sides.Select(side => Step(network.Builder, side)).ToList()).ToList();
        });
        page.MeasuredText($"Measured: one step of training with {BatchSize} images, the median of {steps}, and by how much the process grew.");
        page.MeasuredTable(
            [TableColumn.Number("image"), .. networks.SelectMany(network => (TableColumn[])[TableColumn.Number(network.Name), TableColumn.Number("memory")])],
            sides.Select((side, row) => (IReadOnlyList<Ink>)
            [
                $"{side} × {side}",
                .. measured.SelectMany((column, index) => (Ink[])
                [
                    new($"{Show.Fixed(column[row].Milliseconds, 1)} ms", ToneOf(index)), new(Show.Megabytes(column[row].MemoryBytes), ToneOf(index)),
                ]),
            ]));
        page.Picture("baseline-step-time", Chart($"A step of training, {BatchSize} images", "ms", measure => measure.Milliseconds), "How long a step takes as images grow: fully connected against convolutional.");
        page.Picture("baseline-memory", Chart("Memory of a training", "MB", measure => Math.Max(0.1, measure.MemoryBytes / 1e6)), "How much the process grows as images grow: fully connected against convolutional.");
        page.MeasuredText($"From {sides[0]} to {sides[^1]} pixels a step of the fully connected network takes {Times(0, m => m.Milliseconds)} as long, one of the convolutional network {Times(1, m => m.Milliseconds)}. Memory grows {Times(0, m => m.MemoryBytes)}, that of the second {Times(1, m => m.MemoryBytes)}.");
        page.Text("The first network pays for weights, which must be learned from the same few images; the second for pixels, whose outputs are kept until the backward pass of the batch is done. Convolutions save weights, not work.");

        StepMeasure Step(NetworkBuilder builder, int side) =>
            page.Control.IsStopRequested ? new(0, 0) : StepMeasure.Of(Build(builder, side), BatchSize, steps, page.Threads);

        LineChart Chart(string title, string unit, Func<StepMeasure, double> value) =>
            new([.. networks.Select((network, index) => new NamedLine(network.Name, [.. sides.Select((side, row) => new ChartPoint(side, value(measured[index][row])))]))])
            {
                Title = title,
                HorizontalName = "image side, pixels",
                VerticalName = unit,
            };

        string Times(int network, Func<StepMeasure, double> value) => $"{Show.Fixed(value(measured[network][^1]) / value(measured[network][0]), 0)} times";
    }
}
