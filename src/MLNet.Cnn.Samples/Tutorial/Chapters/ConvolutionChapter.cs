namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A window slides over an image; three channels; several kernels; classic kernels on a picture.</summary>
internal sealed class ConvolutionChapter() : TutorialChapter("convolution", "Convolution, one window at a time")
{
    private static readonly Plane _red = Plane.Of([0, 0, 2, 3, 3], [0, 0, 1, 2, 4], [0, 0, 3, 3, 5], [0, 0, 0, 1, 4], [1, 1, 2, 4, 4]);
    private static readonly Plane _green = Plane.Of([5, 4, 3, 2, 4], [2, 0, 4, 1, 5], [3, 1, 0, 2, 1], [0, 0, 2, 1, 2], [1, 0, 1, 4, 4]);
    private static readonly Plane _blue = Plane.Of([5, 5, 3, 0, 2], [4, 4, 0, 1, 5], [3, 1, 0, 5, 4], [0, 4, 4, 3, 5], [4, 1, 2, 0, 1]);

    private static readonly Plane _rises = Plane.Of([-1, 0, 1], [-2, 0, 2], [-1, 0, 1]);
    private static readonly Plane _stands = Plane.Of([0, -1, 0], [-1, 4, -1], [0, -1, 0]);
    private static readonly Plane _crosses = Plane.Of([1, 0, -1], [0, 0, 0], [-1, 0, 1]);
    private static readonly Plane _crossesBack = Plane.Of([-1, 0, 1], [0, 0, 0], [1, 0, -1]);
    private static readonly Plane _ones = Plane.Of([1, 1, 1], [1, 1, 1], [1, 1, 1]);

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        OneWindow(page);
        ThreeChannels(page);
        SeveralKernels(page);
        ClassicKernels(page);
    }

    private static void OneWindow(TutorialPage page)
    {
        var output = Convolve([.. _red.Values], [.. _rises.Values]);
        page.Text("""
            An image is a grid of numbers: 0 is black, larger is brighter. A convolution looks at it through a small window. A kernel, here of 3 × 3 weights, lies on the
            window; each number is multiplied by the weight that lies on it, and the products are added. That sum is one number of the output.
            """);
        page.Section("The first window");
        Window(page, output, row: 0, column: 0);
        page.Text($"This kernel gives a large sum where the image grows brighter from left to right: it has found an edge. One step to the right, the same nine weights give {Arithmetic.Number(output[0, 1])}.");
        page.Section("The next window");
        Window(page, output, row: 0, column: 1);
        page.Section("All windows");
        page.Text($"A 3 × 3 window has {output.Width} places along the 5 columns and {output.Height} along the 5 rows, so the output is {output.Height} × {output.Width}. Nine weights were enough for all of it.");
        page.Lines(Panel.Row(Panel.Of("image", _red), Panel.Sign("×"), Panel.Of("kernel", _rises, tone: Tone.Blue), Panel.Sign("→"), Panel.Of("output", output, (_, _) => true)));
        page.Text("The library computes the same. A network of one layer, with the kernel given instead of trained:");
        page.Code("one kernel");
    }

    private static Plane Convolve(float[] image, float[] kernel)
    {
        #region one kernel
        var network = Network.Sequential(new(5, 5, 1),
            new Conv2D(1, 3) { UseBias = false }); // one kernel of 3 x 3

        var weights = new NetworkWeights(network,
            [new WeightArray("conv2d/kernel", new(3, 3, 1, 1), kernel)]);

        using var session = TorchEngine.Default.OpenSession(new(network, weights));
        var images = new ImageBatch(new(5, 5, 1), image);
        var output = session.Predict(images, training: false, ["conv2d"])[0];
        #endregion
        return Plane.Of(output);
    }

    private static void Window(TutorialPage page, Plane output, int row, int column)
    {
        var window = _red.Window(row, column, 3, 3);
        var products = window.Times(_rises);
        page.Lines(
        [
            .. Panel.Row(
                Panel.Of("image", _red, (y, x) => y >= row && y < row + 3 && x >= column && x < column + 3),
                Panel.Sign("×"), Panel.Of("kernel", _rises, tone: Tone.Blue), Panel.Sign("="), Panel.Of("products", products)),
            new(),
            .. Enumerable.Range(0, 3).Select(line => Products(window.Window(line, 0, 1, 3), _rises.Window(line, 0, 1, 3), $"row {line + 1}")),
            new(new Ink("all    ", Tone.Quiet), $"{Arithmetic.Sum(Enumerable.Range(0, 3).Select(line => RowSum(products, line)))} = ", new($"{Arithmetic.Number(output[row, column])}", Tone.Orange)),
        ]);
    }

    private static InkLine Products(Plane numbers, Plane weights, string name) =>
        new(new Ink($"{name}  ", Tone.Quiet), $"{Arithmetic.Products(numbers.Values, weights.Values)} = {Arithmetic.Number(numbers.Times(weights).Values.Sum())}");

    private static double RowSum(Plane plane, int row) => plane.Window(row, 0, 1, plane.Width).Values.Sum();

    private static void ThreeChannels(TutorialPage page)
    {
        page.Section("Three channels");
        page.Text("A color image has a grid for each of red, green and blue. A kernel then has a layer of weights for each of them, and still gives one number: the sum over all channels. The first window of each channel:");
        Plane[] image = [_red, _green, _blue];
        Plane[] kernel = [_rises, _stands, _crosses];
        var sums = Sums(image, kernel);
        string[] names = ["red", "green", "blue"];
        page.Lines(
        [
            .. names.SelectMany((name, channel) => (IEnumerable<InkLine>)
            [
                .. Panel.Row(
                    Panel.Of(name, image[channel].Window(0, 0, 3, 3), (_, _) => true), Panel.Sign("×"), Panel.Of("kernel", kernel[channel], tone: Tone.Blue), Panel.Sign("="),
                    Panel.Of("products", image[channel].Window(0, 0, 3, 3).Times(kernel[channel])), Panel.Sign($"sum {Arithmetic.Number(sums[channel])}")),
                new(),
            ]),
            new("red, green and blue together: ", new(Arithmetic.SumAndResult(sums), Tone.Orange)),
        ]);
    }

    private static void SeveralKernels(TutorialPage page)
    {
        page.Section("Several kernels");
        page.Text("""
            One kernel finds one kind of pattern, so a layer has several. Each gives a grid of its own: the channels of the output, called feature maps. To each sum comes
            one more trained number, the bias. The second kernel is the first with its blue weights turned round; the third only adds.
            """);
        Plane[] image = [_red, _green, _blue];
        Plane[][] kernels = [[_rises, _stands, _crosses], [_rises, _stands, _crossesBack], [_ones, _ones, _ones]];
        float[] bias = [0, -2, -3];
        var (network, output) = Convolve(image, kernels, bias);
        page.Code("three kernels");
        page.Table(
            ["kernel", TableColumn.Number("red, green and blue"), TableColumn.Number("with its bias"), TableColumn.Number("output at the first window")],
            kernels.Select((kernel, index) => (IReadOnlyList<Ink>)
            [
                $"{index}",
                Arithmetic.SumAndResult(Sums(image, kernel)),
                new(Arithmetic.SumAndResult(Sums(image, kernel).Sum(), bias[index]), Tone.Blue),
                new(Arithmetic.Number(Plane.Of(output, index)[0, 0]), Tone.Orange),
            ]));
        page.Lines(Panel.Row([.. kernels.Select((_, index) => Panel.Of($"feature map {index}", Plane.Of(output, index), (row, column) => row == 0 && column == 0))]));
        page.Text($"Weights: 3 × 3 × 3 for each of {kernels.Length} kernels and {bias.Length} biases are 3 × 3 × 3 × {kernels.Length} + {bias.Length} = {Arithmetic.Number(27 * kernels.Length + bias.Length)}. `network.ParameterCount` says {Arithmetic.Count(network.ParameterCount)}, however large the image is.");
    }

    private static (Network Network, LayerOutput Output) Convolve(Plane[] image, Plane[][] kernels, float[] bias)
    {
        #region three kernels
        var network = Network.Sequential(new(5, 5, 3),
            new Conv2D(3, 3)); // three kernels of 3 x 3, each for three channels
        #endregion
        var kernel = Plane.Interleave([.. Enumerable.Range(0, 3).SelectMany(channel => kernels.Select(one => one[channel]))]); // (height, width, in, out)
        return (network, EngineRun.Output(network, [new("conv2d/kernel", new(3, 3, 3, 3), kernel), new("conv2d/bias", new(3), bias)], Plane.Interleave(image)));
    }

    private static double[] Sums(Plane[] image, Plane[] kernel) => [.. image.Zip(kernel, (plane, weights) => (double)plane.Window(0, 0, 3, 3).Times(weights).Values.Sum())];

    private static void ClassicKernels(TutorialPage page)
    {
        page.Section("Classic kernels on a picture");
        page.Text("""
            Long before networks learned kernels, people wrote them. Each of these is applied to the red, the green and the blue of a drawing alike. Weights that add up to 1
            keep the brightness; weights that add up to 0 leave only what changes.
            """);
        (string Name, Plane Kernel)[] kernels =
        [
            ("blur", new(3, 3, [.. Enumerable.Repeat(1 / 9f, 9)])),
            ("sharpen", Plane.Of([0, -1, 0], [-1, 5, -1], [0, -1, 0])),
            ("edge", Plane.Of([-1, -1, -1], [-1, 8, -1], [-1, -1, -1])),
            ("from left", _rises),
        ];
        page.Lines(Panel.Row([.. kernels.Select(entry => Panel.Of(entry.Name, entry.Kernel, tone: Tone.Blue))]));
        page.Lines(kernels.Select(entry => new InkLine(new Ink($"{entry.Name,-9}  ", Tone.Quiet), "adds up to ", new(Arithmetic.Number(entry.Kernel.Values.Sum()), Tone.Orange))));
        page.Code("each color");
        var drawing = StillLife.Pixels();
        page.Picture(
            "classic-kernels",
            new ContactSheet([new(StillLife.Shape, drawing, "drawing"), .. kernels.Select(entry => new SheetImage(StillLife.Shape, OnEachColor(drawing, entry.Kernel), entry.Name))]) { Columns = 3, Range = new(0, 255) },
            "The same drawing, blurred, sharpened, reduced to its edges, and to the edges that grow brighter from left to right.");
        page.Text("A convolutional network has hundreds of such kernels, and nobody writes them: training finds the weights. Chapter `lenet` shows some that it found.");
    }

    private static float[] OnEachColor(float[] drawing, Plane kernel)
    {
        #region each color
        var network = Network.Sequential(StillLife.Shape, new Conv2D(3, 3)
        {
            Groups = 3, // each kernel sees one color only
            Padding = Padding.Same, // the output is as large as the image
            UseBias = false,
        });
        #endregion
        var weights = new WeightArray("conv2d/kernel", new(3, 3, 1, 3), Plane.Interleave(kernel, kernel, kernel));
        return EngineRun.Output(network, [weights], drawing).Values.ToArray();
    }
}
