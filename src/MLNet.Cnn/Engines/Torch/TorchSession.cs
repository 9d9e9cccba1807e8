using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>One network with live weights in libtorch. Every call works inside one DisposeScope, so that no tensor outlives it.</summary>
internal sealed class TorchSession : IEngineSession
{
    private readonly EngineSettings _settings;
    private readonly int _owner = Environment.CurrentManagedThreadId;
    private readonly int _threadsBefore;
    private readonly TorchWeight[] _weights;
    private readonly TorchWeight[] _trainable;
    private readonly TorchWeight[] _stepped;
    private readonly TorchPlan _plan;
    private readonly TorchForward _forward;
    private readonly TorchForward _inference;
    private readonly jit.CompilationUnit? _kernels;
    private readonly TorchOptimizer? _optimizer;
    private bool _isChecked;
    private long _steps;
    private bool _disposed;

    public TorchSession(EngineSettings settings)
    {
        _settings = settings;
        // These throw where they must before there are tensors that would be left behind.
        var rules = RulesOf(settings);
        _plan = TorchPlan.Of(settings);
        _threadsBefore = get_num_threads();
        set_num_threads(settings.Threads);
        var trainable = settings.Network.Layers.SelectMany(layer => layer.Weights.Select(spec => spec.Trainable));
        _weights = [.. settings.Weights.Zip(trainable, (array, isTrainable) => new TorchWeight(array, isTrainable, _plan.Device.Device) { Rule = rules.GetValueOrDefault(array.Path) })];
        _trainable = [.. _weights.Where(weight => weight.Trainable)];
        // Of a weight whose rate is 0 a step needs no gradient.
        _stepped = [.. _trainable.Where(weight => weight.Rule.RateFactor > 0)];
        var weights = _weights.ToDictionary(weight => weight.Path);
        _forward = new TorchForward(settings.Network, weights, _plan);
        _inference = _plan.Precision == Precision.Float32 ? _forward : new TorchForward(settings.Network, weights, _plan with { Precision = Precision.Float32 });
        if (settings.Optimizer is not null)
        {
            _kernels = TorchKernels.Compile();
            _optimizer = TorchOptimizer.Create(settings.Optimizer, _kernels, _stepped);
        }
    }

    public EngineExecution Execution => _plan.Execution;

    private int OutputIndex => _settings.Network.Layers.Count - 1;

    public StepResult Step(TrainingBatch batch, StepSettings settings)
    {
        CheckUse();
        if (_optimizer is null)
            throw new InvalidOperationException("This session was opened without an optimizer and cannot step. Set EngineSettings.Optimizer.");
        if (_plan.Device.IsGpu && !_isChecked)
            CheckDevice(batch);
        using var scope = NewDisposeScope();
        int count = batch.Images.Count, outputs = _settings.Network.OutputShape.Size;
        var pass = new TorchPass(Training: true, UpdateStatistics: true, settings.RandomKey);
        var logits = _forward.Run(ToTensor(batch.Images), pass, [OutputIndex])[0];
        var values = logits.ToArray();
        var slope = new float[values.Length];
        double loss = LossGradient.Compute(_settings.Loss, values, batch, slope);
        if (_stepped.Length > 0)
        {
            var gradients = autograd.grad([logits], [.. _stepped.Select(weight => weight.Tensor)], [TensorConversions.FromMemory(slope, count, outputs).to(_plan.Device.Device)]);
            using (no_grad())
            {
                // With channels last, convolutions give gradients in another order of memory than their kernels, and libtorch's fused
                // optimizers go through memory without looking at strides.
                _optimizer.Step([.. gradients.Select(gradient => gradient.contiguous())], settings, ++_steps);
            }
        }
        return new StepResult(loss, CorrectCount.Of(values, batch.Targets.Span, outputs));
    }

    public IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training, IReadOnlyList<string> layerNames)
    {
        CheckUse();
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var names = _settings.Network.Layers.Select(layer => layer.Name).ToList();
        int[] wanted = [.. layerNames.Select(name => names.IndexOf(_settings.Network[name].Name))];
        // In float32 always: what is measured on validation images is what the saved model gives.
        var outputs = _inference.Run(ToTensor(images), new TorchPass(training, UpdateStatistics: false, RandomKey: 0), wanted);
        return [.. outputs.Select((output, i) => Output(wanted[i], output))];
    }

    public BatchGradients Gradients(ImageBatch images, ReadOnlyMemory<float> cotangent)
    {
        CheckUse();
        using var scope = NewDisposeScope();
        var input = ToTensor(images).requires_grad_(true);
        var output = _forward.Run(input, new TorchPass(Training: true, UpdateStatistics: true, RandomKey: 0), [OutputIndex])[0];
        var keras = TorchForward.ToKeras(output);
        var product = keras.mul(TensorConversions.FromMemory(cotangent, keras.shape).to(_plan.Device.Device)).sum();
        var gradients = autograd.grad([product], [input, .. _trainable.Select(weight => weight.Tensor)], allow_unused: true).ToArray();
        return new BatchGradients(
            Output(OutputIndex, output),
            gradients[0].ToArray(),
            [.. _trainable.Select((weight, i) => weight.FromTensor(gradients[i + 1]))]);
    }

    public void ReestimateStatistics(IEnumerable<ImageBatch> batches)
    {
        CheckUse();
        ArgumentNullException.ThrowIfNull(batches);
        long images = 0;
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            images += batch.Count;
            _forward.Run(ToTensor(batch), new TorchPass(Training: true, UpdateStatistics: true, RandomKey: (ulong)images, Share: (double)batch.Count / images), []);
        }
    }

    public EngineState ReadState()
    {
        CheckUse();
        using var scope = NewDisposeScope();
        var weights = new NetworkWeights(_settings.Network, _weights.Select(weight => weight.FromTensor(weight.Tensor)));
        var slots = _optimizer is null ? [] : _optimizer.Slots.SelectMany(slot =>
            slot.Tensors.Select((tensor, i) => _optimizer.Weights[i].FromTensor(tensor, slot.Name)));
        return new EngineState(weights, [.. slots], _steps);
    }

    public void WriteState(EngineState state)
    {
        CheckUse();
        ArgumentNullException.ThrowIfNull(state);
        // Checked whole before anything is changed.
        var weights = new NetworkWeights(_settings.Network, state.Weights);
        var targets = _optimizer is null ? [] : _optimizer.Slots.SelectMany(slot => slot.Tensors.Select((tensor, i) =>
            (Path: $"{slot.Name}/{_optimizer.Weights[i].Path}", Tensor: tensor, Weight: _optimizer.Weights[i]))).ToList();
        var slots = state.OptimizerSlots.ToDictionary(slot => slot.Path);
        if (slots.Count != targets.Count || targets.Any(target => !slots.TryGetValue(target.Path, out var slot) || !slot.Shape.Equals(target.Weight.Shape)))
            throw new ArgumentException($"The state belongs to another optimizer: it holds {slots.Count} arrays, but {_settings.Optimizer?.GetType().Name ?? "a session without optimizer"} needs {targets.Count}.", nameof(state));
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (weight, array) in _weights.Zip(weights))
            weight.Tensor.copy_(weight.ToTensor(array.Values));
        foreach (var target in targets)
            target.Tensor.copy_(target.Weight.ToTensor(slots[target.Path].Values));
        _steps = state.Steps;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _optimizer?.Dispose();
        _kernels?.Dispose();
        _forward.Dispose();
        _inference.Dispose();
        foreach (var weight in _weights)
            weight.Dispose();
        set_num_threads(_threadsBefore);
    }

    /// <summary>Compares the device with the CPU on one batch; sessions of their own, because gradients move moving statistics.</summary>
    private void CheckDevice(TrainingBatch batch)
    {
        _isChecked = true;
        float[] cotangent = [.. Enumerable.Repeat(1f / batch.Images.Count, batch.Targets.Length)];
        BatchGradients On(EngineDevice device)
        {
            using var session = new TorchSession(_settings with { Optimizer = null, Device = device });
            return session.Gradients(batch.Images, cotangent);
        }
        DeviceCheck.Compare(On(_settings.Device), On(EngineDevice.Cpu), _plan.Device.Name);
    }

    private static Dictionary<string, WeightRule> RulesOf(EngineSettings settings)
    {
        if (settings.Optimizer is not { } optimizer)
            return [];
        WeightRule.CheckPatterns(optimizer, settings.Network);
        string[] paths = [.. settings.Network.Layers.SelectMany(layer => layer.Weights.Where(spec => spec.Trainable).Select(layer.PathOf))];
        return paths.Zip(WeightRule.Of(optimizer, paths)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private Tensor ToTensor(ImageBatch images)
    {
        var shape = _settings.Network.InputShape;
        if (images.Shape is null)
            throw new ArgumentException("The batch holds no images.", nameof(images));
        if (!images.Shape.Equals(shape))
            throw new ArgumentException($"The images are {images.Shape}, but the network '{_settings.Network.Name}' takes {shape}.", nameof(images));
        return TensorConversions.Over(images.Pixels, [images.Count, .. shape.Dimensions.Select(d => (long)d)]).to(_plan.Device.Device);
    }

    private LayerOutput Output(int index, Tensor output)
    {
        var layer = _settings.Network.Layers[index];
        return new LayerOutput(layer.Name, layer.Shape, TorchForward.ToKeras(output).ToArray());
    }

    private void CheckUse()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Environment.CurrentManagedThreadId != _owner)
            throw new InvalidOperationException("An engine session must be used on the thread that opened it.");
    }
}
