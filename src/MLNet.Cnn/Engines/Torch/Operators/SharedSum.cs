using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>A sum over the batches of several sessions, whose gradient is such a sum too: what one session's numbers change is felt by all.</summary>
internal sealed class SharedSum : autograd.SingleTensorFunction<SharedSum>
{
    public override string Name => nameof(SharedSum);

    /// <param name="ctx">Keeps the sum for the way back.</param>
    /// <param name="vars">This session's numbers in float64, and the <see cref="BatchSum"/>.</param>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(nameof(BatchSum), vars[1]);
        return Run((Tensor)vars[0], (BatchSum)vars[1]);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        [Run(grad_output, (BatchSum)ctx.get_data(nameof(BatchSum))), null!];

    private static Tensor Run(Tensor numbers, BatchSum sum)
    {
        using var quiet = no_grad();
        using var detached = numbers.detach();
        var shared = detached.cpu().contiguous().clone();
        sum(MemoryMarshal.Cast<byte, double>(shared.bytes));
        return shared.to(numbers.device);
    }
}
