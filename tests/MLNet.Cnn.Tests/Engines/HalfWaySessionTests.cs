using System.Runtime.CompilerServices;
using TorchSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Opening a session may fail half-way, as on a GPU that runs out of memory: nothing native is left behind.</summary>
public class HalfWaySessionTests
{
    [Fact]
    public void A_session_that_cannot_be_opened_leaves_no_tensor_and_no_thread_count() => EngineThread.Run(() =>
    {
        NativeLoader.EnsureLoaded();
        Check();
        return 0;
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Check()
    {
        // Normalization has constants beside weights; the optimizer is asked for last.
        var network = Network.Sequential(new(8, 8, 1), new Normalization { Mean = [1], Variance = [2] }, new Conv2D(4, 3), new BatchNormalization(), new Flatten(), new Dense(2));
        var settings = new EngineSettings(network, NetworkWeights.Initialize(network, 1)) { Threads = 3 };
        torch.set_num_threads(1);
        long before = torch.Tensor.TotalCount;

        Assert.Throws<NotSupportedException>(() => TorchEngine.Default.OpenSession(settings with { Optimizer = new UnknownOptimizer() }));

        Assert.Equal(before, torch.Tensor.TotalCount);
        Assert.Equal(1, torch.get_num_threads());
        // What an opened one holds, it lets go of.
        using (TorchEngine.Default.OpenSession(settings with { Optimizer = new Adam { EmaMomentum = 0.9, GradientAccumulationSteps = 2 } }))
            Assert.True(torch.Tensor.TotalCount > before);
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private sealed record UnknownOptimizer : Optimizer
    {
        private protected override int RuleSlots => 0;
    }
}
