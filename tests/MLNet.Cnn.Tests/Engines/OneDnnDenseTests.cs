using System.Runtime.CompilerServices;
using TorchSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Dense layers by oneDNN against sums in double precision, whether or not this processor would be given them.</summary>
public class OneDnnDenseTests
{
    private const int Count = 5, Inputs = 70, Units = 30;

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    public void Gives_the_product_and_its_gradients(bool wantsX, bool wantsKernel, bool hasBias) => EngineThread.Run(() =>
    {
        NativeLoader.EnsureLoaded();
        Assert.SkipUnless(OneDnnLinear.IsAvailable, "This build of libtorch does not export oneDNN's product.");
        Check(wantsX, wantsKernel, hasBias);
        return 0;
    });

    [Fact]
    public void Is_given_the_large_layers_on_AMD_processors_only()
    {
        var network = Networks.LeNet5().Build(new(28, 28, 1), 10);

        // 400 to 120; 120 to 84 has 10,080 products, 84 to 10 has 840.
        Assert.Equal(["dense"], DenseKernelTable.OneDnnLayers(network, isAmd: true));
        Assert.Empty(DenseKernelTable.OneDnnLayers(network, isAmd: false));
    }

    [Fact]
    public void A_session_says_which_layers_it_gives_to_it()
    {
        var network = Networks.FullyConnected().Build(new(28, 28, 1), 10);
        string choices = Engine.With(network, null, session => session.Execution.Choices);

        bool given = ProcessorFeatures.IsAmd && OneDnnLinear.IsAvailable;
        Assert.Equal(given ? "Float32 products of dense, dense_1, dense_2 by oneDNN, because MKL is slower on AMD's processors." : "", choices);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Check(bool wantsX, bool wantsKernel, bool hasBias)
    {
        torch.set_num_threads(1);
        long before = torch.Tensor.TotalCount;
        using (torch.NewDisposeScope())
        {
            var random = new KeyedRandom(1, RandomPurpose.Initialization);
            float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
            float[] x = Draw(Count * Inputs), kernel = Draw(Inputs * Units), bias = Draw(Units), slope = Draw(Count * Units);
            var xs = torch.tensor(x, [Count, Inputs]).requires_grad_(wantsX);
            var kernels = torch.tensor(kernel, [Inputs, Units]).requires_grad_(wantsKernel);
            var biases = torch.tensor(bias).requires_grad_(true);

            var y = hasBias ? OneDnnDense.apply(xs, kernels, biases) : OneDnnDense.apply(xs, kernels);
            torch.Tensor[] wanted = [.. wantsX ? [xs] : Array.Empty<torch.Tensor>(), .. wantsKernel ? [kernels] : Array.Empty<torch.Tensor>(), .. hasBias ? [biases] : Array.Empty<torch.Tensor>()];
            var gradients = new Queue<torch.Tensor>(torch.autograd.grad([y], wanted, [torch.tensor(slope, [Count, Units])]));

            Engine.AssertClose(Sums(Count, Units, Inputs, (n, u, i) => x[n * Inputs + i] * kernel[i * Units + u], u => hasBias ? bias[u] : 0), y.ToArray());
            if (wantsX)
                Engine.AssertClose(Sums(Count, Inputs, Units, (n, i, u) => slope[n * Units + u] * kernel[i * Units + u]), gradients.Dequeue().ToArray());
            if (wantsKernel)
                Engine.AssertClose(Sums(Inputs, Units, Count, (i, u, n) => x[n * Inputs + i] * slope[n * Units + u]), gradients.Dequeue().ToArray());
            if (hasBias)
                Engine.AssertClose(Sums(1, Units, Count, (_, u, n) => slope[n * Units + u]), gradients.Dequeue().ToArray());
            // Without a gradient asked for, it is a product and nothing else.
            using (torch.no_grad())
                Engine.AssertClose(y.ToArray(), (hasBias ? OneDnnDense.apply(xs, kernels, biases) : OneDnnDense.apply(xs, kernels)).ToArray(), 0);
        }
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static float[] Sums(int rows, int columns, int length, Func<int, int, int, double> term, Func<int, float>? offset = null) =>
    [
        .. from row in Enumerable.Range(0, rows)
           from column in Enumerable.Range(0, columns)
           select (float)(Enumerable.Range(0, length).Sum(k => term(row, column, k)) + (offset?.Invoke(column) ?? 0)),
    ];
}
