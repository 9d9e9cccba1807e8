namespace MLNet.Cnn;

/// <summary>One network with live weights in TensorFlow: one graph, which grows by what is asked for first.</summary>
internal sealed class TensorFlowSession : EngineSession
{
    private readonly GraphSession _session;
    private readonly IReadOnlyList<GraphVariable> _weights;
    private readonly IReadOnlyList<GraphVariable> _trainable;
    private readonly GraphOptimizer? _optimizer;
    private readonly Lazy<(ForwardGraph Forward, OutputSlopes Slopes)> _training;
    private readonly Lazy<(ForwardGraph Forward, OutputSlopes Slopes)> _inference;
    private readonly Dictionary<string, GradientGraph> _gradients = [];
    private readonly StepGraph? _step;

    public TensorFlowSession(EngineSettings settings)
        : base(settings)
    {
        _session = new GraphSession(settings.Threads);
        try
        {
            var graph = _session.Graph;
            _weights = [.. settings.Weights.Select(array => new GraphVariable(graph, array.Path, array.Shape))];
            var specs = settings.Network.Layers.SelectMany(layer => layer.Weights);
            _trainable = [.. _weights.Zip(specs).Where(pair => pair.Second.Trainable).Select(pair => pair.First)];
            _session.Write(_weights, settings.Weights.Select(array => array.Values));
            _training = new(() => Pass(training: true));
            _inference = new(() => Pass(training: false));
            // At once, so that what this engine lacks is said before training begins.
            if (settings.Optimizer is null)
                return;
            _optimizer = new GraphOptimizer(_session, settings, [.. _weights.Where(weight => Stepped.ContainsKey(weight.Path))], Stepped);
            _step = new StepGraph(_session, _training.Value.Forward, _training.Value.Slopes, _optimizer, weight => OutputsDependOn(weight.Path));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override EngineExecution Execution =>
        new("CPU", Precision.Float32, Settings.Precision == Precision.Auto ? "Float32 was chosen, because the TensorFlow engine has no other precision." : "");

    protected override IReadOnlyList<(string Path, Shape Shape)> Slots => [.. Memory.Select(slot => (slot.Path, slot.Shape))];

    private GraphVariable[] Memory => [.. _optimizer?.Slots ?? []];

    protected override void RunStep(ImageBatch images, OutputGradient gradient, StepSettings settings, long step) =>
        _step!.Run(ToTensor(images), gradient, settings, step);

    protected override IReadOnlyList<LayerOutput> RunPrediction(ImageBatch images, bool training, IReadOnlyList<int> layers)
    {
        var forward = (training ? _training : _inference).Value.Forward;
        var feeds = new[] { (forward.Images, ToTensor(images)), (forward.RandomKey, TensorHandle.Scalar(0L)) };
        var values = _session.Run(feeds, [.. layers.Select(index => forward.Outputs[index])], []);
        return [.. values.Select((array, i) => ToOutput(layers[i], array))];
    }

    protected override BatchGradients RunGradients(ImageBatch images, OutputGradient gradient, GradientQuery query, IReadOnlyList<int> layers)
    {
        string key = $"{query.Training} {string.Join(' ', layers)}";
        if (!_gradients.TryGetValue(key, out var graph))
        {
            var (forward, slopes) = (query.Training ? _training : _inference).Value;
            List<(Output Value, bool IsUsed)> sources =
            [
                (forward.Images, true),
                .. layers.Select(layer => (forward.Outputs[layer], OutputsDependOn(layer))),
                .. _trainable.Select(weight => (weight.Value, OutputsDependOn(weight.Path))),
            ];
            _gradients[key] = graph = new GradientGraph(_session.Graph, forward, slopes, OutputLayers, sources);
        }
        float[][] values = graph.Run(_session, ToTensor(images), gradient, query.RandomKey);
        int outputs = OutputLayers.Count, inner = outputs + 1, weights = inner + layers.Count;
        return new BatchGradients(
            [.. values[..outputs].Select((array, i) => ToOutput(OutputLayers[i], array))],
            values[outputs],
            [.. values[inner..weights].Select((array, i) => ToOutput(layers[i], array))],
            [.. values[weights..].Select((array, i) => new WeightArray(_trainable[i].Path, _trainable[i].Shape, array))]);
    }

    protected override void RunStatistics(IEnumerable<ImageBatch> batches)
    {
        var statistics = new PooledStatistics(Settings.Network);
        foreach (var batch in batches)
            statistics.Add(batch.Count, Predict(batch, training: true, statistics.Inputs));
        _session.Write(_weights, statistics.PutInto(Arrays(_weights)).Select(array => array.Values));
    }

    protected override (IEnumerable<WeightArray> Weights, IEnumerable<WeightArray> Slots) Read() => (Arrays(_weights), Arrays(Memory));

    protected override void Write(NetworkWeights weights, IReadOnlyList<WeightArray> slots) =>
        _session.Write([.. _weights, .. Memory], [.. weights.Select(array => array.Values), .. slots.Select(array => array.Values)]);

    protected override void Release()
    {
        foreach (var pass in new[] { _training, _inference })
        {
            if (pass is { IsValueCreated: true })
                pass.Value.Slopes.Dispose();
        }
        _optimizer?.Dispose();
        _session.Dispose();
    }

    private (ForwardGraph, OutputSlopes) Pass(bool training)
    {
        var forward = new ForwardGraph(_session.Graph, Settings.Network, _weights.ToDictionary(weight => weight.Path), training);
        return (forward, new OutputSlopes(_session.Graph, [.. OutputLayers.Select(index => forward.Outputs[index])], [.. OutputLayers.Select(index => Settings.Network.Layers[index].Shape.Size)], Outputs));
    }

    private IEnumerable<WeightArray> Arrays(IReadOnlyList<GraphVariable> variables) =>
        variables.Zip(_session.Read(variables), (variable, values) => new WeightArray(variable.Path, variable.Shape, values));

    private TensorHandle ToTensor(ImageBatch images) =>
        TensorHandle.Over(images.Pixels, [images.Count, .. Settings.Network.InputShape.Dimensions.Select(d => (long)d)]);
}
