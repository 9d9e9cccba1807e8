using MLNet.Cnn.Benchmarks.BareLoop;
using TorchSharp;

namespace MLNet.Cnn.Benchmarks;

/// <summary>The bare loop on one network with one optimizer. Runs on the thread that trains, with that thread's OpenMP team.</summary>
internal sealed class BareRun
{
    private const int DistinctBatches = 4;
    private readonly Variant _variant;

    /// <param name="networkKey">The network's name in the bare loop.</param>
    /// <param name="channelsLast">Whether images are (count, height, width, channels) in memory.</param>
    /// <param name="optimizer">The optimizer's name in the bare loop.</param>
    public BareRun(string networkKey, bool channelsLast, string optimizer)
    {
        var network = Net.Make(networkKey, channelsLast, bf: false);
        _variant = new Variant
        {
            Label = optimizer,
            N = network,
            O = Opt.Make(optimizer, network.P),
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
