namespace MLNet.Cnn;

/// <summary>One network with live weights in TensorFlow: one graph, which grows by what is asked for first.</summary>
internal sealed class TensorFlowSession : IEngineSession
{
    private readonly EngineSettings _settings;
    private readonly int _owner = Environment.CurrentManagedThreadId;
    private readonly GraphSession _session;
    private readonly IReadOnlyList<GraphVariable> _weights;
    private readonly IReadOnlyList<GraphVariable> _trainable;
    private readonly GraphOptimizer? _optimizer;
    private readonly Lazy<ForwardGraph> _training;
    private readonly Lazy<ForwardGraph> _inference;
    private readonly Lazy<GradientGraph> _gradients;
    private readonly StepGraph? _step;
    private long _steps;
    private bool _disposed;

    public TensorFlowSession(EngineSettings settings)
    {
        _settings = settings;
        _session = new GraphSession(settings.Threads);
        try
        {
            var graph = _session.Graph;
            _weights = [.. settings.Weights.Select(array => new GraphVariable(graph, array.Path, array.Shape))];
            var specs = settings.Network.Layers.SelectMany(layer => layer.Weights);
            _trainable = [.. _weights.Zip(specs).Where(pair => pair.Second.Trainable).Select(pair => pair.First)];
            _session.Write(_weights, settings.Weights.Select(array => array.Values));
            var byPath = _weights.ToDictionary(weight => weight.Path);
            _training = new(() => new ForwardGraph(graph, settings.Network, byPath, training: true));
            _inference = new(() => new ForwardGraph(graph, settings.Network, byPath, training: false));
            _gradients = new(() => new GradientGraph(graph, _training.Value, settings.Network.OutputShape, _trainable));
            // At once, so that what this engine lacks is said before training begins.
            if (settings.Optimizer is null)
                return;
            _optimizer = new GraphOptimizer(_session, settings.Optimizer, _trainable);
            _step = new StepGraph(_session, _training.Value, _optimizer, _trainable);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public EngineExecution Execution =>
        new("CPU", Precision.Float32, _settings.Precision == Precision.Auto ? "Float32 was chosen, because the TensorFlow engine has no other precision." : "");

    public StepResult Step(TrainingBatch batch, StepSettings settings)
    {
        CheckUse();
        if (_step is null)
            throw new InvalidOperationException("This session was opened without an optimizer and cannot step. Set EngineSettings.Optimizer.");
        var images = ToTensor(batch.Images);
        double loss = 0;
        int correct = 0, outputs = _settings.Network.OutputShape.Size;
        _step.Run(images, settings, ++_steps, (logits, gradient) =>
        {
            loss = LossGradient.Compute(_settings.Loss, logits, batch, gradient);
            correct = CorrectCount.Of(logits, batch.Targets.Span, outputs);
        });
        return new StepResult(loss, correct);
    }

    public IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training, IReadOnlyList<string> layerNames)
    {
        CheckUse();
        var names = _settings.Network.Layers.Select(layer => layer.Name).ToList();
        int[] wanted = [.. layerNames.Select(name => names.IndexOf(_settings.Network[name].Name))];
        var forward = training ? _training.Value : _inference.Value;
        var feeds = new[] { (forward.Images, ToTensor(images)), (forward.RandomKey, TensorHandle.Scalar(0L)) };
        var values = _session.Run(feeds, [.. wanted.Select(index => forward.Outputs[index])], []);
        return [.. values.Select((array, i) => ToOutput(wanted[i], array))];
    }

    public BatchGradients Gradients(ImageBatch images, ReadOnlyMemory<float> cotangent)
    {
        CheckUse();
        var values = _gradients.Value.Run(_session, ToTensor(images), cotangent, images.Count);
        return new BatchGradients(
            ToOutput(_settings.Network.Layers.Count - 1, values.Output),
            values.Input,
            [.. _trainable.Zip(values.Weights, (weight, array) => new WeightArray(weight.Path, weight.Shape, array))]);
    }

    public void ReestimateStatistics(IEnumerable<ImageBatch> batches)
    {
        CheckUse();
        ArgumentNullException.ThrowIfNull(batches);
        var statistics = new PooledStatistics(_settings.Network);
        foreach (var batch in batches)
            statistics.Add(batch.Count, Predict(batch, training: true, statistics.Inputs));
        _session.Write(_weights, statistics.PutInto(Arrays(_weights)).Select(array => array.Values));
    }

    public EngineState ReadState()
    {
        CheckUse();
        return new EngineState(new NetworkWeights(_settings.Network, Arrays(_weights)), [.. Arrays([.. _optimizer?.Slots ?? []])], _steps);
    }

    public void WriteState(EngineState state)
    {
        CheckUse();
        ArgumentNullException.ThrowIfNull(state);
        // Checked whole before anything is changed.
        var weights = new NetworkWeights(_settings.Network, state.Weights);
        GraphVariable[] targets = [.. _optimizer?.Slots ?? []];
        var slots = state.OptimizerSlots.ToDictionary(slot => slot.Path);
        if (slots.Count != targets.Length || targets.Any(target => !slots.TryGetValue(target.Path, out var slot) || !slot.Shape.Equals(target.Shape)))
            throw new ArgumentException($"The state belongs to another optimizer: it holds {slots.Count} arrays, but {_settings.Optimizer?.GetType().Name ?? "a session without optimizer"} needs {targets.Length}.", nameof(state));
        _session.Write([.. _weights, .. targets], [.. weights.Select(array => array.Values), .. targets.Select(target => slots[target.Path].Values)]);
        _steps = state.Steps;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _step?.Dispose();
        _session.Dispose();
    }

    private IEnumerable<WeightArray> Arrays(IReadOnlyList<GraphVariable> variables) =>
        variables.Zip(_session.Read(variables), (variable, values) => new WeightArray(variable.Path, variable.Shape, values));

    private TensorHandle ToTensor(ImageBatch images)
    {
        var shape = _settings.Network.InputShape;
        if (images.Shape is null)
            throw new ArgumentException("The batch holds no images.", nameof(images));
        if (!images.Shape.Equals(shape))
            throw new ArgumentException($"The images are {images.Shape}, but the network '{_settings.Network.Name}' takes {shape}.", nameof(images));
        return TensorHandle.Over(images.Pixels, [images.Count, .. shape.Dimensions.Select(d => (long)d)]);
    }

    private LayerOutput ToOutput(int index, float[] values)
    {
        var layer = _settings.Network.Layers[index];
        return new LayerOutput(layer.Name, layer.Shape, values);
    }

    private void CheckUse()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Environment.CurrentManagedThreadId != _owner)
            throw new InvalidOperationException("An engine session must be used on the thread that opened it.");
    }
}
