using MLNet.Cnn.Benchmarks.BareLoop;
using TorchSharp;

namespace MLNet.Cnn.Benchmarks;

/// <summary>The bare loop in one of its forms. Runs on the thread that trains, with that thread's OpenMP team.</summary>
internal sealed class BareRun
{
    private const int DistinctBatches = 4;
    private readonly Variant _variant;

    public BareRun(BareSettings settings)
    {
        var network = Net.Make(settings.Network, settings.ChannelsLast, settings.BFloat16);
        _variant = new Variant
        {
            Label = settings.Optimizer,
            N = network,
            O = Opt.Make(settings.Optimizer, network.P),
            Batch = FitCase.BatchSize,
            X = [.. Enumerable.Range(0, DistinctBatches).Select(_ => torch.randn([FitCase.BatchSize, .. network.InShape]))],
            Y = [.. Enumerable.Range(0, DistinctBatches).Select(_ =>
                torch.randint(0, SyntheticImages.ClassCount, [FitCase.BatchSize], dtype: torch.ScalarType.Int64))],
        };
    }

    public Slot Measure(int steps) => Slot.Measure(() => Run(steps));

    public void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
            _variant.Step();
    }
}
