using Microsoft.ML.OnnxRuntime;

namespace MLNet.Cnn.Benchmarks;

/// <summary>ONNX Runtime as its best user would call it: one session, images one behind the other in one array, no copies.</summary>
internal sealed class DirectOnnx : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly byte[] _pixels;
    private readonly float[] _scores;
    private readonly int _batchSize;

    public DirectOnnx(byte[] model, byte[] pixels, int batchSize, int threads)
    {
        (_pixels, _batchSize) = (pixels, batchSize);
        _scores = new float[batchSize * SyntheticImages.ClassCount];
        using var options = new SessionOptions { IntraOpNumThreads = threads, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        _session = new InferenceSession(model, options);
    }

    public void ScoreAll()
    {
        string[] inputs = [_session.InputNames[0]], outputs = [_session.OutputNames[0]];
        long[] shape = [.. _session.InputMetadata[inputs[0]].Dimensions.Select(d => (long)d)];
        shape[0] = _batchSize;
        int size = (int)shape.Skip(1).Aggregate(_batchSize, (product, d) => product * (int)d);
        for (int start = 0; start < _pixels.Length; start += size)
        {
            using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _pixels.AsMemory(start, size), shape);
            using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _scores.AsMemory(), [_batchSize, SyntheticImages.ClassCount]);
            _session.Run(_runOptions, inputs, [input], outputs, [output]);
        }
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }
}
