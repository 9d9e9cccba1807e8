namespace MLNet.Cnn;

/// <summary>The engine over TensorFlow's C library: <c>options.Engine = TensorFlowEngine.Default</c>.</summary>
/// <remarks>
/// The library is not part of this package. It is looked for in <see cref="LibraryPath"/>; in the folder that the environment variable <c>MLNETCNN_TENSORFLOW</c> names;
/// in the program's native folders, where the package <c>SciSharp.TensorFlow.Redist</c> puts it; among the system's libraries; in Python's <c>tensorflow</c> packages.
/// A process loads it once. Networks are trained on the CPU.
/// </remarks>
public sealed record TensorFlowEngine : ICnnEngine
{
    /// <summary>The engine with the library that is found.</summary>
    public static TensorFlowEngine Default { get; } = new();

    /// <summary>TensorFlow's C library, or the folder in which it lies.</summary>
    /// <value>Default: <see langword="null"/>, which means that it is looked for.</value>
    public string? LibraryPath { get; init; }

    /// <inheritdoc/>
    public string Name => "TensorFlow";

    /// <inheritdoc/>
    public EngineFeatures Features => EngineFeatures.Gradients | EngineFeatures.GradientHook;

    /// <inheritdoc/>
    /// <exception cref="DllNotFoundException">TensorFlow's library is missing, for another platform or older than 2.3.</exception>
    /// <exception cref="InvalidOperationException">The process has loaded TensorFlow from another place than <see cref="LibraryPath"/>.</exception>
    public void EnsureLoaded() => TensorFlowLibrary.EnsureLoaded(LibraryPath);

    /// <inheritdoc/>
    /// <exception cref="DllNotFoundException">TensorFlow's library is missing, for another platform or older than 2.3.</exception>
    /// <exception cref="InvalidOperationException">The process has loaded TensorFlow from another place than <see cref="LibraryPath"/>.</exception>
    /// <exception cref="NotSupportedException">The network, its optimizer or a setting needs what this engine lacks; the message names it.</exception>
    /// <exception cref="TensorFlowException">TensorFlow refused the network; the message names the layer.</exception>
    public IEngineSession OpenSession(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Threads, 1);
        if (settings.Precision == Precision.BFloat16)
            throw new NotSupportedException("The TensorFlow engine trains in Float32 only, but Precision is BFloat16. Set it to Float32 or Auto, or train on TorchEngine.Default.");
        if (settings.Device is { GpuId: { } gpu, FallbackToCpu: false })
            throw new NotSupportedException($"The TensorFlow engine trains on the CPU only, but GPU {gpu} was asked for. Ask for the CPU or let it fall back, or train on TorchEngine.Default.");
        if (settings.StatisticsSum is not null)
            this.Require(EngineFeatures.StatisticsSum, "EngineSettings.StatisticsSum");
        TensorFlowLibrary.EnsureLoaded(LibraryPath);
        return new TensorFlowSession(settings);
    }
}
