using System.CommandLine;

namespace MLNet.Cnn.Samples;

/// <summary>Options that several commands have. Each command makes its own.</summary>
internal static class CommonOptions
{
    /// <summary><c>--data</c>: the folder of files in MNIST's format.</summary>
    public static Option<string?> Data() => new("--data")
    {
        Description = "Folder with MNIST, Fashion-MNIST or other images in IDX files, gzip or not. Default: drawn digits",
        HelpName = "DIR",
    };

    /// <summary><c>--seed</c>.</summary>
    /// <param name="of">What the seed is of: <c>weights and order</c>.</param>
    public static Option<int?> Seed(string of) => NumberOption.Create("--seed", $"Seed of {of}. Default: 1", 0, int.MaxValue);

    /// <summary><c>--threads</c>.</summary>
    public static Option<int?> Threads() => NumberOption.Create("--threads", "Threads that train. Default: one for each processor", 1, 1_024);

    /// <summary><c>--json</c>.</summary>
    public static Option<string?> Json() => new("--json") { Description = "Write what is shown into this file, as JSON", HelpName = "FILE" };
}
