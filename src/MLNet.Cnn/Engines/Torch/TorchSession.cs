using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>One network with live weights in libtorch. Every call works inside one DisposeScope, so that no tensor outlives it.</summary>
internal sealed class TorchSession : EngineSession
{
    private readonly int _threadsBefore;
    private readonly List<TorchWeight> _weights = [];
    private readonly TorchWeight[] _trainable;
    private readonly TorchWeight[] _stepped;
    private readonly TorchPlan _plan;
    private readonly TorchForward _forward;
    private readonly TorchForward _inference;
    private readonly jit.CompilationUnit? _kernels;
    private readonly TorchOptimizer? _optimizer;
    private bool _isChecked;

    public TorchSession(EngineSettings settings)
        : base(settings)
    {
        _plan = TorchPlan.Of(settings);
        _threadsBefore = get_num_threads();
        try
        {
            set_num_threads(settings.Threads);
            var trainable = settings.Network.Layers.SelectMany(layer => layer.Weights.Select(spec => spec.Trainable));
            foreach (var (array, isTrainable) in settings.Weights.Zip(trainable))
                _weights.Add(new TorchWeight(array, isTrainable, _plan.Device.Device) { Rule = Stepped.GetValueOrDefault(array.Path) });
            _trainable = [.. _weights.Where(weight => weight.Trainable)];
            _stepped = [.. _weights.Where(weight => Stepped.ContainsKey(weight.Path))];
            var weights = _weights.ToDictionary(weight => weight.Path);
            _forward = new TorchForward(settings.Network, weights, _plan);
            _inference = _plan.Precision == Precision.Float32 ? _forward : new TorchForward(settings.Network, weights, _plan with { Precision = Precision.Float32 });
            if (settings.Optimizer is null)
                return;
            _kernels = TorchKernels.Compile();
            _optimizer = TorchOptimizer.Create(settings.Optimizer, _kernels, _stepped);
            if (settings.GradientHook is not null)
                _optimizer.Hook = new TorchGradientHook(settings.GradientHook, [.. _stepped.Select(weight => weight.Tensor)]);
        }
        catch
        {
            // A GPU may run out of memory at any of them.
            Release();
            throw;
        }
    }

    public override EngineExecution Execution => _plan.Execution;

    protected override IReadOnlyList<(string Path, Shape Shape)> Slots =>
        [.. OptimizerSlots.Select(slot => ($"{slot.Name}/{slot.Weight.Path}", slot.Weight.Shape))];

    private IEnumerable<(string Name, TorchWeight Weight, Tensor Tensor)> OptimizerSlots =>
        _optimizer is null ? [] : _optimizer.Slots.SelectMany(slot => slot.Tensors.Select((tensor, i) => (slot.Name, _optimizer.Weights[i], tensor)));

    protected override void RunStep(ImageBatch images, OutputGradient gradient, StepSettings settings, long step)
    {
        if (_plan.Device.IsGpu && !_isChecked)
            CheckDevice(images, gradient);
        using var scope = NewDisposeScope();
        var outputs = _forward.Run(ToTensor(images), new TorchPass(Training: true, UpdateStatistics: true, settings.RandomKey, Sum: Settings.StatisticsSum), [.. OutputLayers]);
        var slopes = Slopes(outputs, images.Count, gradient);
        if (_stepped.Length == 0)
            return;
        var gradients = autograd.grad(outputs, [.. _stepped.Select(weight => weight.Tensor)], slopes, allow_unused: true);
        using (no_grad())
        {
            // With channels last, convolutions give gradients in another order of memory than their kernels, and libtorch's fused
            // optimizers go through memory without looking at strides.
            _optimizer!.Step([.. gradients.Select((slope, i) => OrZero(slope, _stepped[i].Tensor).contiguous())], settings, step);
        }
    }

    protected override IReadOnlyList<LayerOutput> RunPrediction(ImageBatch images, bool training, IReadOnlyList<int> layers)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        // In float32 always: what is measured on validation images is what the saved model gives.
        var outputs = _inference.Run(ToTensor(images), new TorchPass(training, UpdateStatistics: false, RandomKey: 0), [.. layers]);
        return [.. outputs.Select((output, i) => ToOutput(layers[i], TorchForward.ToKeras(output).ToArray()))];
    }

    protected override BatchGradients RunGradients(ImageBatch images, OutputGradient gradient, GradientQuery query, IReadOnlyList<int> layers)
    {
        using var scope = NewDisposeScope();
        var input = ToTensor(images).requires_grad_(true);
        var pass = new TorchPass(query.Training, UpdateStatistics: query.Training, query.RandomKey, Sum: Settings.StatisticsSum);
        var results = (query.Training ? _forward : _inference).Run(input, pass, [.. OutputLayers, .. layers]);
        var (outputs, inner) = (results[..OutputLayers.Count], results[OutputLayers.Count..]);
        var slopes = Slopes(outputs, images.Count, gradient);
        Tensor[] sources = [input, .. inner, .. _trainable.Select(weight => weight.Tensor)];
        var gradients = autograd.grad(outputs, sources, slopes, allow_unused: true).Select((slope, i) => OrZero(slope, sources[i])).ToArray();
        return new BatchGradients(
            [.. outputs.Select((output, i) => ToOutput(OutputLayers[i], TorchForward.ToKeras(output).ToArray()))],
            gradients[0].ToArray(),
            [.. inner.Select((_, i) => ToOutput(layers[i], TorchForward.ToKeras(gradients[1 + i]).ToArray()))],
            [.. _trainable.Select((weight, i) => weight.FromTensor(gradients[1 + inner.Length + i]))]);
    }

    protected override void RunStatistics(IEnumerable<ImageBatch> batches)
    {
        long images = 0;
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            images += batch.Count;
            _forward.Run(ToTensor(batch), new TorchPass(Training: true, UpdateStatistics: true, RandomKey: (ulong)images, Share: (double)batch.Count / images), []);
        }
    }

    protected override (IEnumerable<WeightArray> Weights, IEnumerable<WeightArray> Slots) Read()
    {
        using var scope = NewDisposeScope();
        return (
            [.. _weights.Select(weight => weight.FromTensor(weight.Tensor))],
            [.. OptimizerSlots.Select(slot => slot.Weight.FromTensor(slot.Tensor, slot.Name))]);
    }

    protected override void Write(NetworkWeights weights, IReadOnlyList<WeightArray> slots)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (weight, array) in _weights.Zip(weights))
            weight.Tensor.copy_(weight.ToTensor(array.Values));
        foreach (var (slot, array) in OptimizerSlots.Zip(slots))
            slot.Tensor.copy_(slot.Weight.ToTensor(array.Values));
    }

    protected override void Release()
    {
        _optimizer?.Dispose();
        _kernels?.Dispose();
        // Missing where opening the session failed half-way.
        _forward?.Dispose();
        _inference?.Dispose();
        foreach (var weight in _weights)
            weight.Dispose();
        set_num_threads(_threadsBefore);
    }

    // autograd gives an empty handle where nothing depends on the source.
    private static Tensor OrZero(Tensor slope, Tensor source) => slope.IsInvalid ? zeros_like(source, requires_grad: false) : slope;

    /// <summary>Asks the caller for the gradients by the outputs.</summary>
    private Tensor[] Slopes(Tensor[] outputs, int count, OutputGradient gradient)
    {
        var buffers = Outputs(count);
        for (int i = 0; i < outputs.Length; i++)
            TorchForward.ToKeras(outputs[i]).CopyTo(buffers[i].Values.Span);
        gradient(new OutputSlice(buffers, 0, count));
        var slopes = new Tensor[outputs.Length];
        for (int i = 0; i < slopes.Length; i++)
        {
            var slope = TensorConversions.FromMemory(buffers[i].Gradient[..(count * buffers[i].Size)], TorchForward.ToKeras(outputs[i]).shape).to(_plan.Device.Device);
            slopes[i] = TorchForward.FromKeras(slope);
        }
        return slopes;
    }

    /// <summary>Compares the device with the CPU on one batch; sessions of their own, because gradients move moving statistics.</summary>
    private void CheckDevice(ImageBatch images, OutputGradient gradient)
    {
        _isChecked = true;
        BatchGradients On(EngineDevice device)
        {
            using var session = new TorchSession(Settings with { Optimizer = null, GradientHook = null, StatisticsSum = null, Device = device });
            return session.Gradients(images, gradient, new GradientQuery());
        }
        DeviceCheck.Compare(On(Settings.Device), On(EngineDevice.Cpu), _plan.Device.Name);
    }

    private Tensor ToTensor(ImageBatch images) =>
        TensorConversions.Over(images.Pixels, [images.Count, .. Settings.Network.InputShape.Dimensions.Select(d => (long)d)]).to(_plan.Device.Device);
}
