namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>How large an output is; zeros at the border; steps and gaps of the window; what a number of a deep layer sees.</summary>
internal sealed class StridesChapter() : TutorialChapter("strides", "Strides, padding, dilation")
{
    private static readonly Plane _image = Plane.Of([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], [3, 4, 5, 6, 7], [4, 5, 6, 7, 8], [5, 6, 7, 8, 9]);
    private static readonly Plane _ones = Plane.Of([1, 1, 1], [1, 1, 1], [1, 1, 1]);

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        Sizes(page);
        Paddings(page);
        Strides(page);
        Dilation(page);
        Fields(page);
    }

    private static void Sizes(TutorialPage page)
    {
        page.Text("How large is the output of a convolution? It has a number for each place of the window. Four settings decide how many places there are, along the height and along the width alike:");
        page.Table(
            ["setting", "means", "Keras' name"],
            [
                ["kernel k", "weights along one side of the kernel", "KernelSize"],
                ["stride s", "pixels from one place to the next", "Strides"],
                ["zeros p", "zeros added at both borders together", "Padding, ZeroPadding2D"],
                ["dilation d", "pixels from one weight to the next", "DilationRate"],
            ]);
        page.Text("A kernel with gaps covers c = (k − 1) × d + 1 pixels. The image with its zeros has n + p. The window can move by what is left, s pixels at a time:");
        page.Lines(new InkLine(new Ink("places = floor((n + p − c) / s) + 1", Tone.Orange)));
        (string Case, WindowSize Size)[] cases =
        [
            ("3 × 3", new(5, 3)),
            ("3 × 3, same", new(5, 3) { IsSame = true }),
            ("5 × 5", new(28, 5)),
            ("3 × 3, stride 2", new(28, 3) { Stride = 2 }),
            ("3 × 3, stride 2, same", new(28, 3) { Stride = 2, IsSame = true }),
            ("3 × 3, dilation 2", new(28, 3) { Dilation = 2 }),
            ("3 × 3, dilation 4, same", new(28, 3) { Dilation = 4, IsSame = true }),
            ("7 × 7, stride 2, 3 zeros a side", new(224, 7) { Stride = 2, Margin = 3 }),
        ];
        page.Table(
            ["window", TableColumn.Number("with values"), TableColumn.Number("library")],
            cases.Select(one => (IReadOnlyList<Ink>)[one.Case, new(one.Size.Formula, Tone.Blue), new($"{one.Size.ByLibrary}", Tone.Orange)]));
        page.Text("The last column asks the library: a symbol knows its shape as soon as it is written, and a layer that does not fit is refused on that line.");
    }

    private static void Paddings(TutorialPage page)
    {
        page.Section("Three ways to treat the border");
        page.Text("Without zeros (valid) each layer makes the image smaller, and pixels at the border count less than those in the middle. With zeros all around (same) the size stays. `ZeroPadding2D` adds any number of them. The kernel here is all ones, so each output is the sum of its window. Zeros that were added stand in brackets:");
        page.Code("paddings");
        foreach (var (name, layers, margin) in Paddings())
        {
            var network = Network.Sequential(new(5, 5, 1), layers);
            var output = EngineRun.Output(network, [new("conv2d/kernel", new(3, 3, 1, 1), _ones.Values.ToArray())], [.. _image.Values]);
            var padded = Pad(margin);
            page.Lines(Panel.Row(
                Panel.Of(name, padded, (row, column) => row < margin || column < margin || row >= padded.Height - margin || column >= padded.Width - margin),
                Panel.Sign("→"),
                Panel.Of($"{output.Shape.Height} × {output.Shape.Width}", Plane.Of(output), tone: Tone.Blue)));
        }
        page.Text("Where the zeros of same are odd in number, the odd one comes last, at the bottom and at the right, as in TensorFlow.");
    }

    private static (string Name, Layer[] Layers, int Margin)[] Paddings()
    {
        #region paddings
        var plain = new Conv2D(1, 3) { UseBias = false };
        Layer[] valid = [plain];
        Layer[] same = [plain with { Padding = Padding.Same }];
        Layer[] explicitly = [new ZeroPadding2D(2), plain];
        #endregion
        return [("valid", valid, 0), ("same", same, 1), ("two zeros a side", explicitly, 2)];
    }

    private static Plane Pad(int margin) => EngineRun.Output(new ZeroPadding2D(margin), _image);

    private static void Strides(TutorialPage page)
    {
        page.Section("Strides along both axes");
        page.Text("A stride of 2 leaves out every other place: the output is half as large, and so is the work. The strides along height and width may differ. Where a window of 3 × 3 begins on an image of 7 × 7, and the shape that comes out:");
        page.Code("strides");
        Size2D[] strides = [2, (1, 2), (3, 1)];
        page.Lines(Panel.Row([.. strides.Select(stride => Panel.Of($"{stride.Height} and {stride.Width}: {Symbol.Input(7, 7, 1).Apply(Strided(stride)).Shape}", 7, (row, column) => Begins(row, stride.Height) && Begins(column, stride.Width)))]));
        page.Table(
            ["strides", TableColumn.Number("places along the height"), TableColumn.Number("along the width")],
            strides.Select(stride => (IReadOnlyList<Ink>)
            [
                $"{stride.Height} and {stride.Width}",
                new(new WindowSize(7, 3) { Stride = stride.Height }.Formula, Tone.Blue),
                new(new WindowSize(7, 3) { Stride = stride.Width }.Formula, Tone.Blue),
            ]));

        static bool Begins(int place, int stride) => place % stride == 0 && place + 3 <= 7;
    }

    private static Layer Strided(Size2D strides)
    {
        #region strides
        var layer = new Conv2D(1, 3) { Strides = strides }; // 2 or (1, 2)
        #endregion
        return layer;
    }

    private static void Dilation(TutorialPage page)
    {
        page.Section("Dilation");
        page.Text("A dilated kernel leaves gaps between its weights. It sees farther with the same nine weights. The pixels that a 3 × 3 kernel looks at:");
        int[] rates = [1, 2, 3];
        page.Lines(Panel.Row([.. rates.Select(rate =>
        {
            var network = Network.Sequential(new(7, 7, 1), new Conv2D(1, 3) { DilationRate = rate, Padding = Padding.Same, UseBias = false });
            var sees = ReceptiveFieldRun.Of(network);
            return Panel.Of($"dilation {rate}", 7, (row, column) => sees[row, column] != 0);
        })]));
        page.Lines(rates.Select(rate => new InkLine(
            new Ink($"dilation {rate}  ", Tone.Quiet), $"covers (3 − 1) × {rate} + 1 = ", new($"{new WindowSize(7, 3) { Dilation = rate }.Covered}", Tone.Orange), " pixels with 3 × 3 = 9 weights")));
    }

    private static void Fields(TutorialPage page)
    {
        page.Section("The receptive field");
        page.Text("A number of the second layer looks at 3 × 3 numbers of the first, each of which looks at 3 × 3 pixels. So it sees 5 × 5 pixels: its receptive field. Each layer widens it by (k − 1) × the product of all strides before it:");
        (string Name, Layer Layer, int Kernel, int Stride)[] layers =
        [
            ("Conv2D 3 × 3", Plain(new Conv2D(1, 3)), 3, 1),
            ("Conv2D 3 × 3", Plain(new Conv2D(1, 3)), 3, 1),
            ("Conv2D 3 × 3, stride 2", Plain(new Conv2D(1, 3) { Strides = 2 }), 3, 2),
            ("Conv2D 3 × 3", Plain(new Conv2D(1, 3)), 3, 1),
            ("Conv2D 3 × 3, stride 2", Plain(new Conv2D(1, 3) { Strides = 2 }), 3, 2),
            ("Conv2D 3 × 3", Plain(new Conv2D(1, 3)), 3, 1),
        ];
        var rows = new List<IReadOnlyList<Ink>>();
        var images = new List<SheetImage>();
        var rings = new List<Plane>();
        var (field, jump) = (1, 1);
        for (var depth = 1; depth <= layers.Length; depth++)
        {
            var (name, _, kernel, stride) = layers[depth - 1];
            var dependence = ReceptiveFieldRun.Of(Network.Sequential(new(33, 33, 1), [.. layers.Take(depth).Select(layer => layer.Layer)]));
            rows.Add(
            [
                $"{depth}", name, new($"{field} + ({kernel} − 1) × {jump} = {field + (kernel - 1) * jump}", Tone.Blue), new($"{ReceptiveFieldRun.Height(dependence)}", Tone.Orange),
            ]);
            (field, jump) = (field + (kernel - 1) * jump, jump * stride);
            images.Add(new(new(33, 33, 1), dependence.Values.Select(value => value / dependence.Values.Max()).ToArray(), $"{depth} {(depth == 1 ? "layer" : "layers")}"));
            rings.Add(dependence);
        }
        page.Table([TableColumn.Number("layer"), "what", TableColumn.Number("field by formula"), TableColumn.Number("found")], rows);
        page.Text("The last column was found by running: the library gives the gradient of the number in the middle by every pixel, and where it is not 0, the pixel counts.");
        page.Code("gradient", "ReceptiveFieldRun.cs");
        page.Text("The middle of the image. Each pixel shows the first layer whose middle number sees it:");
        page.Lines(Panel.Row(Panel.Of("", new Plane(15, 15, [.. Enumerable.Range(0, 15 * 15).Select(place => (float)FirstToSee(rings, 9 + place / 15, 9 + place % 15))]))));
        page.Picture("receptive-fields", new ContactSheet(images) { Columns = 3, Range = new(0, 1) }, "How strongly the number in the middle depends on each pixel, after one to six layers: the field grows, and its middle counts most.");

        static Layer Plain(Conv2D layer) => layer with { Padding = Padding.Same, UseBias = false };
    }

    /// <summary>The first layer that sees a pixel, or 0.</summary>
    private static int FirstToSee(List<Plane> layers, int row, int column) => layers.FindIndex(layer => layer[row, column] != 0) + 1;
}
