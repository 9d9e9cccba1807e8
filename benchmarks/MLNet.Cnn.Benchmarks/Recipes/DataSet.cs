using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>A data set with its usual split, out of a folder with its usual files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Train">Gives the training images.</param>
/// <param name="Test">Gives the test images.</param>
internal sealed record DataSet(string Name, Func<MLContext, string, IDataView> Train, Func<MLContext, string, IDataView> Test)
{
    public static DataSet Mnist { get; } = OfIdx("MNIST");

    public static DataSet FashionMnist { get; } = OfIdx("Fashion-MNIST");

    public static DataSet Cifar10 { get; } = new(
        "CIFAR-10",
        (context, folder) => context.Data.LoadFromCifar(CifarLabels.Cifar10, [.. Enumerable.Range(1, 5).Select(batch => Path.Combine(folder, $"data_batch_{batch}.bin"))]),
        (context, folder) => context.Data.LoadFromCifar(CifarLabels.Cifar10, Path.Combine(folder, "test_batch.bin")));

    private static DataSet OfIdx(string name) => new(name, (context, folder) => Load(context, folder, "train"), (context, folder) => Load(context, folder, "t10k"));

    private static IDataView Load(MLContext context, string folder, string part) => context.Data.LoadFromIdx(
        Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
}
