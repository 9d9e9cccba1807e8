using TorchSharp;

namespace MLNet.Cnn;

/// <summary>Operators of libtorch that TorchSharp does not offer, reached through TorchScript.</summary>
/// <remarks>The text must stay constant: an error in it would end the process (TorchSharp 0.107.0 does not catch it).</remarks>
internal static class TorchKernels
{
    // Keras' rules: SGD folds the rate into the velocity; weight decay is taken off first, for every optimizer. libtorch's fused SGD,
    // v = m v + (1 - dampening) g; w -= lr v, is that rule when 1 - dampening is the negative rate and lr is -1.
    private const string Source = """
        def decay(w: List[Tensor], factor: float):
            torch._foreach_mul_(w, factor)

        def sgd(w: List[Tensor], g: List[Tensor], rate: float):
            torch._foreach_add_(w, g, alpha=-rate)

        def momentum(w: List[Tensor], g: List[Tensor], v: List[Tensor], rate: float, m: float):
            if m == 0.0:  # the fused operator then ignores v
                torch._foreach_zero_(v)
                torch._foreach_add_(v, g, alpha=-rate)
                torch._foreach_add_(w, v)
            else:
                torch._fused_sgd_(w, g, v, weight_decay=0.0, momentum=m, lr=-1.0, dampening=1.0 + rate, nesterov=False, maximize=False, is_first_step=False)

        def nesterov(w: List[Tensor], g: List[Tensor], v: List[Tensor], rate: float, m: float):
            torch._foreach_mul_(v, m)
            torch._foreach_add_(v, g, alpha=-rate)
            torch._foreach_add_(w, v, alpha=m)
            torch._foreach_add_(w, g, alpha=-rate)

        def adam(w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], unused: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, epsilon: float):
            torch._fused_adam_(w, g, m, v, unused, steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=0.0, eps=epsilon, amsgrad=False, maximize=False)

        """; // the parser wants a line end behind the last statement

    public static torch.jit.CompilationUnit Compile() => torch.jit.compile(Source);
}
