using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The product of matrices by oneDNN in float32, which libtorch has beside MKL's but TorchSharp does not offer.</summary>
/// <remarks>Reached through the C functions that libtorch exports for compiled models (torch/csrc/inductor/aoti_torch); TorchScript cannot name the operator.</remarks>
internal static unsafe class OneDnnLinear
{
    private static readonly Lazy<nint> _function = new(Find);

    /// <summary>Whether this build of libtorch has it.</summary>
    public static bool IsAvailable => _function.Value != 0;

    /// <summary><c>x wᵀ + bias</c>, without a gradient of its own.</summary>
    /// <param name="x">(rows, inputs), in any order of memory.</param>
    /// <param name="weight">(outputs, inputs), in any order of memory.</param>
    /// <param name="bias">(outputs), or none.</param>
    public static Tensor Run(Tensor x, Tensor weight, Tensor? bias)
    {
        var function = (delegate* unmanaged[Cdecl]<nint, nint, nint*, byte*, double**, long, byte**, nint*, int>)_function.Value;
        nint biasHandle = bias?.Handle ?? 0, result = 0;
        int failed;
        fixed (byte* noActivation = "none\0"u8, empty = "\0"u8)
        {
            byte* algorithm = empty;
            failed = function(x.Handle, weight.Handle, bias is null ? null : &biasHandle, noActivation, null, 0, &algorithm, &result);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return failed == 0
            ? Tensor.UnsafeCreateTensor(result)
            : throw new InvalidOperationException($"oneDNN refused the product of {string.Join('x', x.shape)} and {string.Join('x', weight.shape)}.");
    }

    private static nint Find()
    {
        string library = OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";
        // Loaded already, so that its name is enough.
        return NativeLibrary.TryLoad(library, out nint handle) && NativeLibrary.TryGetExport(handle, "aoti_torch_cpu__linear_pointwise", out nint function) ? function : 0;
    }
}
