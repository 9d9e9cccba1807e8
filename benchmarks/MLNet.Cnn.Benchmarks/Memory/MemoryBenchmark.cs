namespace MLNet.Cnn.Benchmarks;

/// <summary>Whether training keeps what it should give back, and how much it needs at most.</summary>
internal static class MemoryBenchmark
{
    public static ResultTable Run(BenchmarkOptions options)
    {
        Console.WriteLine("memory: LeNet5 + BN, 1,000 steps ...");
        double[] growth = MemoryProcess.Start(MemoryProcess.Growth, options.Threads);
        Console.WriteLine("memory: FullyConnected ...");
        double[] peak = MemoryProcess.Start(MemoryProcess.Peak, options.Threads);
        return new ResultTable(
            "memory",
            "Memory in MB (1,000,000 bytes), each training in a process of its own. Growth is counted from the 200th step on, when libtorch and .NET have their pools.",
            [new("what"), new("value", "N1")],
            [
                ["LeNet5 + BN: resident after 200 steps", growth[0]],
                ["LeNet5 + BN: resident 1,000 steps later", growth[1]],
                ["LeNet5 + BN: growth", growth[1] - growth[0]],
                ["live tensors before the fit", growth[2]],
                ["live tensors after an epoch", growth[3]],
                ["live tensors after the fit", growth[4]],
                [$"FullyConnected, {PeakRun.Images:N0} images, {PeakRun.Epochs} epochs: peak resident", peak[0]],
                ["the same: seconds, images made included", peak[1]],
            ]);
    }

    /// <summary>The same growth with the TensorFlow engine.</summary>
    public static ResultTable TensorFlowGrowth(BenchmarkOptions options)
    {
        Console.WriteLine("engines: memory of LeNet5 + BN, 1,000 steps ...");
        double[] growth = MemoryProcess.Start(MemoryProcess.TensorFlowGrowth, options.Threads);
        return new ResultTable(
            "memory of the TensorFlow engine",
            "Memory in MB (1,000,000 bytes) of a training in a process of its own, counted from the 200th step on.",
            [new("what"), new("value", "N1")],
            [
                ["LeNet5 + BN: resident after 200 steps", growth[0]],
                ["LeNet5 + BN: resident 1,000 steps later", growth[1]],
                ["LeNet5 + BN: growth", growth[1] - growth[0]],
            ]);
    }
}
