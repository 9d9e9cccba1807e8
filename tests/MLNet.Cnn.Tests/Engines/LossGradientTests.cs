namespace MLNet.Cnn.Tests;

/// <summary>Losses by the formulas of Keras' documentation, in double precision, and their gradients by differences.</summary>
public class LossGradientTests
{
    private static readonly float[] Logits = [1.5f, -0.5f, 0.25f, -2f, 3f, 0.5f], OneHot = [0, 0, 1, 0, 1, 0], Soft = [0.7f, 0.2f, 0.1f, 0, 0.5f, 0.5f];

    private static readonly (Loss Loss, Func<double[], double[], double> Formula)[] Cases =
    [
        (new CategoricalCrossentropy(), (x, t) => Crossentropy(Softmax(x), t)),
        (new CategoricalCrossentropy { LabelSmoothing = 0.3 }, (x, t) => Crossentropy(Softmax(x), [.. t.Select(v => v * 0.7 + 0.1)])),
        (new CategoricalFocalCrossentropy(), (x, t) => Focal(Softmax(x), t, 0.25, 2)),
        (new CategoricalFocalCrossentropy(0.5, 0.5), (x, t) => Focal(Softmax(x), t, 0.5, 0.5)),
        (new CategoricalFocalCrossentropy(2, 0) { LabelSmoothing = 0.3 }, (x, t) => Focal(Softmax(x), [.. t.Select(v => v * 0.7 + 0.1)], 2, 0)),
        (new CategoricalHinge(), (x, t) => Math.Max(x.Zip(t, (v, y) => (1 - y) * v).Max() - x.Zip(t, (v, y) => v * y).Sum() + 1, 0)),
        (new KLDivergence(), (x, t) => t.Select(y => Math.Max(y, 1e-7)).Zip(Softmax(x), (y, p) => y * Math.Log(y / p)).Sum()),
        (new BinaryCrossentropy(), (x, t) => x.Zip(t, (v, y) => Binary(Sigmoid(v), y)).Average()),
        (new BinaryCrossentropy { LabelSmoothing = 0.2 }, (x, t) => x.Zip(t, (v, y) => Binary(Sigmoid(v), y * 0.8 + 0.1)).Average()),
        (new BinaryFocalCrossentropy(), (x, t) => x.Zip(t, (v, y) => Math.Pow(1 - Truth(v, y), 2) * Binary(Sigmoid(v), y)).Average()),
        (new BinaryFocalCrossentropy(0.5) { ApplyClassBalancing = true, Alpha = 0.1, LabelSmoothing = 0.2 },
            (x, t) => x.Zip(t.Select(y => y * 0.8 + 0.1), (v, y) => (0.1 * y + 0.9 * (1 - y)) * Math.Sqrt(1 - Truth(v, y)) * Binary(Sigmoid(v), y)).Average()),
    ];

    public static TheoryData<int, bool> All => new(Enumerable.Range(0, Cases.Length).SelectMany(i => new[] { (i, false), (i, true) }));

    [Theory]
    [MemberData(nameof(All))]
    public void Loss_and_gradient_are_those_of_the_formula(int index, bool soft)
    {
        var (loss, formula) = Cases[index];
        float[] targets = soft ? Soft : OneHot, weights = [0.5f, 2f];

        var (value, gradient) = Of(loss, Logits, targets, weights);

        double Expected(float[] logits) => Enumerable.Range(0, 2).Sum(i => weights[i] * formula(
            [.. logits[(3 * i)..(3 * i + 3)].Select(v => (double)v)], [.. targets[(3 * i)..(3 * i + 3)].Select(v => (double)v)])) / 2;
        Assert.Equal(Expected(Logits), value, 1e-6);
        for (int i = 0; i < Logits.Length; i++)
        {
            // An exact power of two, so that the float32 logits move by just this.
            const float step = 1f / 4096;
            float[] up = [.. Logits], down = [.. Logits];
            up[i] += step;
            down[i] -= step;
            Assert.Equal((Expected(up) - Expected(down)) / (2 * step), gradient[i], 1e-5);
        }
    }

    [Fact]
    public void Certain_outputs_give_finite_numbers()
    {
        foreach (var (loss, _) in Cases)
        {
            var (right, _) = Of(loss, [500, -500, -500], [1, 0, 0], null);
            var (wrong, gradient) = Of(loss, [500, -500, -500], [0, 1, 0], null);

            Assert.True(double.IsFinite(right) && wrong > right && double.IsFinite(wrong), $"{loss}: {right} where it is right, {wrong} where it is wrong");
            Assert.All(gradient, value => Assert.True(float.IsFinite(value), $"{loss}: a gradient of {value}"));
        }
    }

    [Fact]
    public void A_margin_of_one_is_enough_for_the_hinge()
    {
        var (loss, gradient) = Of(new CategoricalHinge(), [2.5f, 1, -1], [1, 0, 0], null);

        Assert.Equal(0, loss);
        Assert.Equal([0f, 0, 0], gradient);
    }

    private static (double Loss, float[] Gradient) Of(Loss loss, float[] logits, float[] targets, float[]? weights)
    {
        var gradient = new float[logits.Length];
        var batch = new TrainingBatch(new ImageBatch(new Shape(3), logits), targets, weights is null ? null : (ReadOnlyMemory<float>?)weights);
        return (LossGradient.Compute(loss, logits, batch, gradient), gradient);
    }

    private static double[] Softmax(double[] x) => [.. x.Select(v => Math.Exp(v) / x.Sum(Math.Exp))];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Crossentropy(double[] p, double[] t) => -p.Zip(t, (q, y) => y * Math.Log(q)).Sum();

    private static double Focal(double[] p, double[] t, double alpha, double gamma) => -p.Zip(t, (q, y) => alpha * Math.Pow(1 - q, gamma) * y * Math.Log(q)).Sum();

    private static double Binary(double p, double y) => -y * Math.Log(p) - (1 - y) * Math.Log(1 - p);

    private static double Truth(double x, double y) => y * Sigmoid(x) + (1 - y) * (1 - Sigmoid(x));
}
