namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>The largest or the mean of a window; what a shift of one pixel changes; what is saved.</summary>
internal sealed class PoolingChapter() : TutorialChapter("pooling", "Pooling")
{
    private static readonly Plane _image = Plane.Of([1, 3, 2, 0], [0, 2, 4, 1], [5, 1, 0, 2], [2, 4, 3, 7]);

    /// <summary>A cross on an empty ground, one pixel thick.</summary>
    private static readonly Plane _cross = Plane.Of(
        [0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 5, 0, 0, 0, 0],
        [0, 0, 0, 9, 0, 0, 0, 0],
        [0, 5, 9, 9, 9, 5, 0, 0],
        [0, 0, 0, 9, 0, 0, 0, 0],
        [0, 0, 0, 5, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0]);

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        Windows(page);
        Shift(page);
        Savings(page);
        Photo(page);
    }

    private static (Layer Max, Layer Average, Layer EveryPlace) Layers()
    {
        #region layers
        var max = new MaxPooling2D(2); // 2 x 2 pixels, and steps as large
        var average = new AveragePooling2D(2);
        var everyPlace = new MaxPooling2D(2, strides: 1);
        #endregion
        return (max, average, everyPlace);
    }

    private static void Windows(TutorialPage page)
    {
        page.Text("A pooling layer has a window too, but no weights. It keeps one number of each window, the largest or the mean, for each channel on its own. Where a pattern was found becomes less exact; that it was found stays.");
        page.Code("layers");
        var (max, average, everyPlace) = Layers();
        var (largest, mean) = (EngineRun.Output(max, _image), EngineRun.Output(average, _image));
        page.Lines(Panel.Row(
            Panel.Of("image", _image, (row, column) => row < 2 && column < 2), Panel.Sign("→"),
            Panel.Of("max, stride 2", largest, First), Panel.Of("average, stride 2", mean, First), Panel.Of("max, stride 1", EngineRun.Output(everyPlace, _image), First)));
        var window = _image.Window(0, 0, 2, 2).Values;
        var numbers = string.Join(", ", window.Select(value => Arithmetic.Number(value)));
        page.Lines(
            new InkLine(new Ink("max      ", Tone.Quiet), $"the largest of {numbers} = ", new(Arithmetic.Number(largest[0, 0]), Tone.Orange)),
            new InkLine(new Ink("average  ", Tone.Quiet), $"({Arithmetic.Sum(window.Select(value => (double)value))}) / {window.Count} = ", new(Arithmetic.Number(mean[0, 0]), Tone.Orange)),
            new InkLine(new Ink("stride 2 ", Tone.Quiet), $"places: {new WindowSize(4, 2) { Stride = 2 }.Formula}"),
            new InkLine(new Ink("stride 1 ", Tone.Quiet), $"places: {new WindowSize(4, 2).Formula}"));

        static bool First(int row, int column) => row == 0 && column == 0;
    }

    private static void Shift(TutorialPage page)
    {
        page.Section("A shift of one pixel");
        page.Text("People write a digit a little more to the left or to the right, and it is still the same digit. Here a cross, and the same cross one pixel to either side:");
        var (left, right) = (Shifted(-1), Shifted(1));
        page.Lines(Panel.Row(Ink("one pixel left", left), Ink("cross", _cross), Ink("one pixel right", right)));
        page.Text("By how much the numbers change in all, compared with the sum of all numbers:");
        (string Name, Func<Plane, Plane> Do)[] stages =
        [
            ("no pooling", image => image),
            ("max 2 × 2", image => EngineRun.Output(new MaxPooling2D(2), image)),
            ("average 2 × 2", image => EngineRun.Output(new AveragePooling2D(2), image)),
            ("max 4 × 4", image => EngineRun.Output(new MaxPooling2D(4), image)),
            ("max 8 × 8", image => EngineRun.Output(new MaxPooling2D(8), image)),
        ];
        page.Table(
            ["pooling", TableColumn.Number("numbers"), TableColumn.Number("one pixel left"), TableColumn.Number("one pixel right")],
            stages.Select(stage => (IReadOnlyList<Ink>)[stage.Name, $"{stage.Do(_cross).Values.Count}", Change(stage.Do, left), Change(stage.Do, right)]));
        page.Lines(Panel.Row(Ink("left, max 2 × 2", stages[1].Do(left)), Ink("cross, max 2 × 2", stages[1].Do(_cross)), Ink("right, max 2 × 2", stages[1].Do(right))));
        page.Text("What moves within its window leaves the largest number where it is: to the left, the upright bar stays in the same windows and only an end of the other bar is seen to move. To the right everything crosses a border. The larger the window, the less a shift matters, and the less is left to tell a cross from another shape. Networks therefore pool little by little, with convolutions in between that look for larger and larger patterns.");

        static Panel Ink(string title, Plane plane) => Panel.Of(title, plane, (row, column) => plane[row, column] > 0);
    }

    private static Plane Shifted(int columns) => new(8, 8, [.. Enumerable.Range(0, 64).Select(place =>
        place % 8 - columns is >= 0 and < 8 and var from ? _cross[place / 8, from] : 0)]);

    private static Ink Change(Func<Plane, Plane> pool, Plane shifted)
    {
        var (before, after) = (pool(_cross).Values, pool(shifted).Values);
        var change = before.Zip(after, (a, b) => Math.Abs(a - b)).Sum();
        return new($"{Arithmetic.Number(change)} / {Arithmetic.Number(before.Sum())} = {Show.Percent(change / before.Sum(), 0)}", Tone.Orange);
    }

    private static void Savings(TutorialPage page)
    {
        page.Section("What it saves");
        page.Text("Half the height and half the width are a quarter of the numbers. Every layer behind has a quarter of the work. The multiplications of a layer of 16 kernels of 3 × 3, for 8 channels:");
        var convolution = new Conv2D(16, 3) { Padding = Padding.Same };
        var without = Network.Sequential(new(28, 28, 8), convolution);
        var with = Network.Sequential(new(28, 28, 8), new MaxPooling2D(2), convolution);
        page.Lines(new[] { ("without", without), ("pooled", with) }.Select(entry => new InkLine(
            new Ink($"{entry.Item1,-9}", Tone.Quiet),
            $"{entry.Item2.OutputShape.Height} × {entry.Item2.OutputShape.Width} places × 16 kernels × 3 × 3 × 8 = ",
            new(Arithmetic.Count(entry.Item2.MultiplyAdds), Tone.Orange))));
        page.Text($"`network.MultiplyAdds` counted them: pooled, {Show.Fixed((double)without.MultiplyAdds / with.MultiplyAdds, 0)} times fewer.");
    }

    private static void Photo(TutorialPage page)
    {
        page.Section("On the drawing");
        Layer[] layers = [new MaxPooling2D(4), new AveragePooling2D(4), new MaxPooling2D(10), new AveragePooling2D(10)];
        string[] names = ["max 4 × 4", "average 4 × 4", "max 10 × 10", "average 10 × 10"];
        var drawing = StillLife.Pixels();
        var pooled = layers.Select((layer, index) =>
        {
            var output = EngineRun.Output(Network.Sequential(StillLife.Shape, layer), [], drawing);
            return new SheetImage(output.Shape, output.Values, names[index]);
        });
        page.Picture("pooling", new ContactSheet([new(StillLife.Shape, drawing, "drawing"), .. pooled]) { Columns = 3, ImageSize = 160, Range = new(0, 255) }, "The drawing pooled: the largest of each window keeps what is bright, the mean keeps the brightness.");
    }
}
