namespace MLNet.Cnn;

/// <summary>The engine over libtorch, by TorchSharp: the one that is used where no other is named.</summary>
public sealed class TorchEngine : ICnnEngine
{
    private TorchEngine()
    {
    }

    /// <summary>The engine.</summary>
    public static TorchEngine Default { get; } = new();

    /// <inheritdoc/>
    public string Name => "TorchSharp";

    /// <inheritdoc/>
    public EngineFeatures Features => EngineFeatures.Gradients | EngineFeatures.GradientHook | EngineFeatures.StatisticsSum;

    /// <inheritdoc/>
    public void EnsureLoaded() => NativeLoader.EnsureLoaded();

    /// <inheritdoc/>
    public IEngineSession OpenSession(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Threads, 1);
        NativeLoader.EnsureLoaded();
        return Open(settings);
    }

    // Apart, so that nothing of TorchSharp is touched, not even by the JIT compiler, before the loader has run.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static TorchSession Open(EngineSettings settings) => new(settings);
}
