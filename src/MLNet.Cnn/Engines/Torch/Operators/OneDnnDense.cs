using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary><c>y = x kernel + bias</c> and its three gradients, each by <see cref="OneDnnLinear"/>.</summary>
internal sealed class OneDnnDense : autograd.SingleTensorFunction<OneDnnDense>
{
    public override string Name => nameof(OneDnnDense);

    /// <param name="ctx">Keeps what the gradients need.</param>
    /// <param name="vars">x (n, inputs), kernel (inputs, units), bias (units) or none.</param>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, kernel, bias) = ((Tensor)vars[0], (Tensor)vars[1], vars.Length > 2 ? (Tensor)vars[2] : null);
        ctx.save_for_backward([x, kernel]);
        ctx.save_data(nameof(Wanted), new Wanted(x.requires_grad, kernel.requires_grad, bias?.requires_grad));
        using var quiet = no_grad();
        using var transposed = kernel.t();
        return OneDnnLinear.Run(x, transposed, bias);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var wanted = (Wanted)ctx.get_data(nameof(Wanted));
        var saved = ctx.get_saved_variables();
        using var quiet = no_grad();
        using Tensor x = saved[0], kernel = saved[1];
        List<Tensor> gradients = [wanted.X ? OneDnnLinear.Run(grad_output, kernel, null) : null!, wanted.Kernel ? OfKernel(x, grad_output) : null!];
        if (wanted.Bias is { } bias)
            gradients.Add(bias ? grad_output.sum([0L]) : null!);
        return gradients;
    }

    private static Tensor OfKernel(Tensor x, Tensor slope)
    {
        using Tensor inputs = x.t(), outputs = slope.t();
        return OneDnnLinear.Run(inputs, outputs, null);
    }

    /// <summary>Which gradients are asked for; that of the bias is null where there is no bias.</summary>
    private sealed record Wanted(bool X, bool Kernel, bool? Bias);
}
