namespace MLNet.Cnn;

/// <summary>What sessions of all engines have in common: they are used on one thread, check what they are given before anything changes, and own the buffers of their outputs.</summary>
public abstract class EngineSession : IGradientSession
{
    private readonly int _owner = Environment.CurrentManagedThreadId;
    private readonly OutputBuffer[] _outputs;
    private readonly bool[] _isUsed;
    private readonly HashSet<string> _usedWeights;
    private bool _disposed;

    /// <summary>Begins.</summary>
    /// <param name="settings">What the session works on.</param>
    /// <exception cref="KeyNotFoundException">The network has no layer of a name in <see cref="EngineSettings.Outputs"/>.</exception>
    /// <exception cref="ArgumentException">There is no output, or a pattern of the optimizer matches no weight.</exception>
    protected EngineSession(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Outputs.Count == 0)
            throw new ArgumentException($"EngineSettings.{nameof(EngineSettings.Outputs)} names no layer, but a step needs at least one output.", nameof(settings));
        Settings = settings;
        OutputLayers = IndicesOf(settings.Outputs);
        _outputs = [.. OutputLayers.Select(index => new OutputBuffer(settings.Network.Layers[index].Shape.Size, default, default))];
        _isUsed = LayersInFrontOf(OutputLayers, settings.Network);
        _usedWeights = [.. settings.Network.Layers.Where((_, index) => _isUsed[index]).SelectMany(layer => layer.Weights.Select(layer.PathOf))];
        Stepped = settings.Optimizer is null ? new Dictionary<string, WeightRule>() : WeightRule.OfStepped(settings.Optimizer, settings.Network);
    }

    /// <inheritdoc/>
    public virtual EngineExecution Execution => new("CPU", Precision.Float32, "");

    /// <summary>What the session works on.</summary>
    protected EngineSettings Settings { get; }

    /// <summary>The indices of the layers whose outputs a step hands on.</summary>
    protected IReadOnlyList<int> OutputLayers { get; }

    /// <summary>What the optimizer does with each weight that it steps, by path in the network's order; empty without an optimizer.</summary>
    protected IReadOnlyDictionary<string, WeightRule> Stepped { get; }

    /// <summary>How many steps were taken.</summary>
    protected long Steps { get; private set; }

    /// <inheritdoc/>
    public void Step(ImageBatch images, OutputGradient gradient, StepSettings settings)
    {
        CheckUse(images);
        ArgumentNullException.ThrowIfNull(gradient);
        if (Settings.Optimizer is null)
            throw new InvalidOperationException("This session was opened without an optimizer and cannot step. Set EngineSettings.Optimizer.");
        RunStep(images, gradient, settings, Steps + 1);
        Steps++;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training, IReadOnlyList<string> layerNames)
    {
        CheckUse(images);
        ArgumentNullException.ThrowIfNull(layerNames);
        return RunPrediction(images, training, IndicesOf(layerNames));
    }

    /// <inheritdoc/>
    public BatchGradients Gradients(ImageBatch images, OutputGradient gradient, GradientQuery query)
    {
        CheckUse(images);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(query);
        return RunGradients(images, gradient, query, IndicesOf(query.Layers));
    }

    /// <inheritdoc/>
    public void ReestimateStatistics(IEnumerable<ImageBatch> batches)
    {
        CheckUse();
        ArgumentNullException.ThrowIfNull(batches);
        RunStatistics(batches.Select(batch =>
        {
            CheckUse(batch);
            return batch;
        }));
    }

    /// <inheritdoc/>
    public EngineState ReadState()
    {
        CheckUse();
        var (weights, slots) = Read();
        return new EngineState(new NetworkWeights(Settings.Network, weights), [.. slots], Steps);
    }

    /// <inheritdoc/>
    public void WriteState(EngineState state)
    {
        CheckUse();
        ArgumentNullException.ThrowIfNull(state);
        var weights = new NetworkWeights(Settings.Network, state.Weights);
        var slots = state.OptimizerSlots.ToDictionary(slot => slot.Path);
        if (slots.Count != Slots.Count || Slots.Any(own => !slots.TryGetValue(own.Path, out var slot) || !slot.Shape.Equals(own.Shape)))
            throw new ArgumentException($"The state belongs to another optimizer: it holds {slots.Count} arrays, but {Settings.Optimizer?.GetType().Name ?? "a session without optimizer"} needs {Slots.Count}.", nameof(state));
        Write(weights, [.. Slots.Select(own => slots[own.Path])]);
        Steps = state.Steps;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>The optimizer's memory, in the order of checkpoints: the path (<c>velocity/conv2d/kernel</c>) and shape of each array.</summary>
    protected abstract IReadOnlyList<(string Path, Shape Shape)> Slots { get; }

    /// <summary>Does the work of <see cref="Step"/>, whose number, counted from 1, comes with it.</summary>
    protected abstract void RunStep(ImageBatch images, OutputGradient gradient, StepSettings settings, long step);

    /// <summary>Does the work of <see cref="Predict"/> for layers given by their indices.</summary>
    protected abstract IReadOnlyList<LayerOutput> RunPrediction(ImageBatch images, bool training, IReadOnlyList<int> layers);

    /// <summary>Does the work of <see cref="Gradients"/>; the query's layers come as indices too.</summary>
    protected abstract BatchGradients RunGradients(ImageBatch images, OutputGradient gradient, GradientQuery query, IReadOnlyList<int> layers);

    /// <summary>Does the work of <see cref="ReestimateStatistics"/>; the batches are checked as they are asked for.</summary>
    protected abstract void RunStatistics(IEnumerable<ImageBatch> batches);

    /// <summary>All weights in the network's order, and the optimizer's memory in the order of <see cref="Slots"/>, as copies.</summary>
    protected abstract (IEnumerable<WeightArray> Weights, IEnumerable<WeightArray> Slots) Read();

    /// <summary>Takes over weights and memory, which were checked.</summary>
    /// <param name="weights">All weights.</param>
    /// <param name="slots">One array for each of <see cref="Slots"/>.</param>
    protected abstract void Write(NetworkWeights weights, IReadOnlyList<WeightArray> slots);

    /// <summary>Frees what is not managed. Called once.</summary>
    protected abstract void Release();

    /// <summary>The places of a batch's outputs and of their gradients, in the order of <see cref="OutputLayers"/>: the same memory in every step.</summary>
    /// <param name="count">The images of the batch.</param>
    protected ReadOnlySpan<OutputBuffer> Outputs(int count)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            var (size, values, _) = _outputs[i];
            if (values.Length < count * size)
                _outputs[i] = new OutputBuffer(size, AlignedBuffer.Allocate(count * size), AlignedBuffer.Allocate(count * size));
        }
        return _outputs;
    }

    /// <summary>Whether the outputs depend on a layer; a gradient by another is 0.</summary>
    /// <param name="layer">The layer's index.</param>
    protected bool OutputsDependOn(int layer) => _isUsed[layer];

    /// <summary>Whether the outputs depend on a weight; a gradient by another is 0.</summary>
    /// <param name="path">The weight's path.</param>
    protected bool OutputsDependOn(string path) => _usedWeights.Contains(path);

    /// <summary>An output out of its values for a batch.</summary>
    /// <param name="layer">The layer's index.</param>
    /// <param name="values">(count, …), channels last.</param>
    protected LayerOutput ToOutput(int layer, ReadOnlyMemory<float> values) => new(Settings.Network.Layers[layer].Name, Settings.Network.Layers[layer].Shape, values);

    private static bool[] LayersInFrontOf(IReadOnlyList<int> outputs, Network network)
    {
        var isUsed = new bool[network.Layers.Count];
        foreach (int output in outputs)
            isUsed[output] = true;
        for (int i = isUsed.Length - 1; i >= 0; i--)
        {
            foreach (int input in network.Layers[i].Inputs)
                isUsed[input] |= isUsed[i];
        }
        return isUsed;
    }

    private int[] IndicesOf(IReadOnlyList<string> names)
    {
        var layers = Settings.Network.Layers.Select(layer => layer.Name).ToList();
        return [.. names.Select(name => layers.IndexOf(Settings.Network[name].Name))];
    }

    private void CheckUse(ImageBatch images)
    {
        CheckUse();
        var shape = Settings.Network.InputShape;
        if (images.Shape is null)
            throw new ArgumentException("The batch holds no images.", nameof(images));
        if (!images.Shape.Equals(shape))
            throw new ArgumentException($"The images are {images.Shape}, but the network '{Settings.Network.Name}' takes {shape}.", nameof(images));
    }

    private void CheckUse()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Environment.CurrentManagedThreadId != _owner)
            throw new InvalidOperationException("An engine session must be used on the thread that opened it.");
    }
}
