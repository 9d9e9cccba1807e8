using Microsoft.ML.OnnxRuntime;

namespace MLNet.Cnn;

/// <summary>Scores images with ONNX Runtime. Safe to use from several threads at once.</summary>
/// <remarks>
/// Two sessions, each made when first needed: one for single images on the calling thread alone, which answers fastest, and one for
/// batches on several.
/// </remarks>
internal sealed class OnnxScorer : IDisposable
{
    private readonly Lazy<InferenceSession> _single;
    private readonly Lazy<InferenceSession> _batch;
    private readonly RunOptions _runOptions;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private bool _disposed;

    /// <param name="model">An ONNX model with one input (images, …) and an output (images, classes).</param>
    /// <param name="inputName">The input's name.</param>
    /// <param name="outputName">The output's name.</param>
    /// <param name="imageSize">Values of one image.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="threads">How many threads score a batch.</param>
    /// <exception cref="DllNotFoundException">ONNX Runtime's native library is missing; the message names the package to add.</exception>
    public OnnxScorer(byte[] model, string inputName, string outputName, int imageSize, int classCount, int threads)
    {
        (_inputs, _outputs, ImageSize, ClassCount) = ([inputName], [outputName], imageSize, classCount);
        OnnxLibrary.EnsureLoaded();
        _runOptions = new RunOptions();
        _single = new(() => Open(model, threads: 1, spin: false));
        // Threads that wait by spinning gain a little and take their processors from everybody else: only where all are meant for scoring anyway.
        _batch = new(() => Open(model, threads, spin: threads >= Environment.ProcessorCount));
    }

    /// <summary>Values of one image.</summary>
    public int ImageSize { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <exception cref="ObjectDisposedException">It was disposed; the message says who may have done it.</exception>
    public void ThrowIfDisposed()
    {
        if (_disposed)
            throw new ObjectDisposedException(null, "The CNN was disposed and can score no more. A PredictionEngine disposes its model, unless it is made with PredictionEngineOptions { OwnsTransformer = false }.");
    }

    /// <summary>Scores images.</summary>
    /// <param name="pixels">At least <paramref name="count"/> images, one behind the other, as the model's input has them.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="scores">Receives the probabilities: (count, classes).</param>
    public void Score<T>(T[] pixels, int count, float[] scores)
        where T : unmanaged
    {
        ThrowIfDisposed();
        var session = count == 1 ? _single.Value : _batch.Value;
        long[] shape = [.. session.InputMetadata[_inputs[0]].Dimensions.Select(d => (long)d)];
        shape[0] = count;
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels.AsMemory(0, count * ImageSize), shape);
        using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, scores.AsMemory(0, count * ClassCount), [count, ClassCount]);
        session.Run(_runOptions, _inputs, [input], _outputs, [output]);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var session in (Lazy<InferenceSession>[])[_single, _batch])
        {
            if (session.IsValueCreated)
                session.Value.Dispose();
        }
        _runOptions.Dispose();
    }

    private static InferenceSession Open(byte[] model, int threads, bool spin)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // Its warnings would go to the console of the user's program.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spin ? "1" : "0");
        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidOperationException(
                $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, which scores images, does not take the model: {exception.Message} This library is made for version {OnnxLibrary.Version} of the package 'Microsoft.ML.OnnxRuntime'.",
                exception);
        }
    }
}
