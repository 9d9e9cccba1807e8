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

    /// <summary>Signatures as their makers publish them: AMD's Turin and Genoa, Intel's Emerald Rapids.</summary>
    [Theory]
    [InlineData("AMD", 0x00B00F21, 26, 2)]
    [InlineData("AMD", 0x00A10F11, 25, 17)]
    [InlineData("Intel", 0x000C06F2, 6, 207)]
    public void A_processor_is_known_by_family_and_model(string maker, int signature, int family, int model) =>
        Assert.Equal(new ProcessorModel(maker, family, model), ProcessorModel.Of(maker, signature));

    [Fact]
    public void This_processor_is_the_one_that_the_system_names()
    {
        Assert.SkipUnless(File.Exists("/proc/cpuinfo") && System.Runtime.Intrinsics.X86.X86Base.IsSupported, "Only Linux on x86 tells.");
        string[] lines = File.ReadAllLines("/proc/cpuinfo");
        string Value(string name) => lines.First(line => line.Split(':')[0].Trim() == name).Split(':')[1].Trim();
        string maker = Value("vendor_id") switch { "AuthenticAMD" => "AMD", "GenuineIntel" => "Intel", _ => "" };

        Assert.Equal(new ProcessorModel(maker, int.Parse(Value("cpu family")), int.Parse(Value("model"))), ProcessorFeatures.Model);
    }

    [Fact]
    public void Is_given_the_large_layers_on_processors_where_it_was_measured_to_be_faster_only()
    {
        var network = Networks.LeNet5().Build(new(28, 28, 1), 10);

        // 400 to 120; 120 to 84 has 10,080 products, 84 to 10 has 840.
        Assert.Equal(["dense"], DenseKernelTable.OneDnnLayers(network, new ProcessorModel("AMD", 26, 2)));
        Assert.Empty(DenseKernelTable.OneDnnLayers(network, new ProcessorModel("AMD", 25, 17)));
        Assert.Empty(DenseKernelTable.OneDnnLayers(network, new ProcessorModel("Intel", 6, 207)));
    }

    [Fact]
    public void A_session_says_which_layers_it_gives_to_it()
    {
        var network = Networks.FullyConnected().Build(new(28, 28, 1), 10);
        string choices = Engine.With(network, null, session => session.Execution.Choices);

        bool given = ProcessorFeatures.Model == new ProcessorModel("AMD", 26, 2) && OneDnnLinear.IsAvailable;
        Assert.Equal(given ? "Float32 products of dense, dense_1, dense_2 by oneDNN, which was measured to be faster than MKL on this processor (AMD, family 26, model 2)." : "", choices);
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
