namespace MLNet.Cnn.Tests;

/// <summary>An engine without a native library, which learns nothing: it counts the steps that a training takes.</summary>
internal sealed class IdleEngine : ICnnEngine
{
    public int Steps { get; private set; }

    public string Name => "Idle";

    public IEngineSession OpenSession(EngineSettings settings) => new Session(this, settings);

    private sealed class Session(IdleEngine engine, EngineSettings settings) : IEngineSession
    {
        public void Step(ImageBatch images, OutputGradient gradient, StepSettings step)
        {
            engine.Steps++;
            int size = settings.Network.OutputShape.Size;
            gradient(new OutputSlice([new OutputBuffer(size, new float[images.Count * size], new float[images.Count * size])], 0, images.Count));
        }

        public IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training, IReadOnlyList<string> layerNames) =>
            [.. layerNames.Select(name => settings.Network[name]).Select(layer => new LayerOutput(layer.Name, layer.Shape, new float[images.Count * layer.Shape.Size]))];

        public void ReestimateStatistics(IEnumerable<ImageBatch> batches)
        {
        }

        public EngineState ReadState() => new(settings.Weights, [], engine.Steps);

        public void WriteState(EngineState state)
        {
        }

        public void Dispose()
        {
        }
    }
}
