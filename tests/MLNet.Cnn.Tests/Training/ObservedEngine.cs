namespace MLNet.Cnn.Tests;

/// <summary>The TorchSharp engine with somebody looking on: counts steps and says when each begins.</summary>
internal sealed class ObservedEngine(Action<int>? onStep = null) : ICnnEngine
{
    public int Steps { get; private set; }

    public int OpenSessions { get; private set; }

    /// <summary>The settings of each step.</summary>
    public List<StepSettings> Settings { get; } = [];

    /// <summary>How many images each step saw.</summary>
    public List<int> BatchSizes { get; } = [];

    public string Name => "Observed";

    public IEngineSession OpenSession(EngineSettings settings)
    {
        OpenSessions++;
        return new Session(this, TorchEngine.Default.OpenSession(settings));
    }

    private sealed class Session(ObservedEngine engine, IEngineSession session) : IEngineSession
    {
        public void Step(ImageBatch images, OutputGradient gradient, StepSettings settings)
        {
            engine.OnStep(++engine.Steps);
            engine.Settings.Add(settings);
            engine.BatchSizes.Add(images.Count);
            session.Step(images, gradient, settings);
        }

        public IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training, IReadOnlyList<string> layerNames) =>
            session.Predict(images, training, layerNames);

        public void ReestimateStatistics(IEnumerable<ImageBatch> batches) => session.ReestimateStatistics(batches);

        public EngineState ReadState() => session.ReadState();

        public void WriteState(EngineState state) => session.WriteState(state);

        public void Dispose()
        {
            engine.OpenSessions--;
            session.Dispose();
        }
    }

    private void OnStep(int step) => onStep?.Invoke(step);
}
