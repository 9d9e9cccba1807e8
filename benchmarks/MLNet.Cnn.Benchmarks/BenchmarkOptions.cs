namespace MLNet.Cnn.Benchmarks;

/// <summary>What was asked for on the command line.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>The benchmark: fit, transform, predict, memory, all, kill, recipe and others.</summary>
    public required string Benchmark { get; init; }

    /// <summary>The case to measure <c>fit</c> on (fc, fc-bf16, lenet, resnet18 or resnet18-bf16), or <see langword="null"/> for all; the case of <c>recipe</c>.</summary>
    public string? Network { get; init; }

    /// <summary>Threads of both sides.</summary>
    public required int Threads { get; init; }

    /// <summary>How many quiet rounds to take the median of; three times as many are tried.</summary>
    public required int Rounds { get; init; }

    /// <summary>About how long one slot lasts.</summary>
    public required double Seconds { get; init; }

    /// <summary>The seed of a training.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The epochs of a training, or <see langword="null"/> for the recipe's.</summary>
    public int? Epochs { get; init; }

    /// <summary>The folder with the files of the data set that is trained on.</summary>
    public string? DataFolder { get; init; }

    /// <summary>A file that receives the results as JSON, beside those under benchmarks/results.</summary>
    public string? JsonFile { get; init; }

    /// <summary>The folder of a run's checkpoints.</summary>
    public string? Folder { get; init; }

    public bool Includes(string benchmark) => Benchmark == benchmark || Benchmark == "all";
}
