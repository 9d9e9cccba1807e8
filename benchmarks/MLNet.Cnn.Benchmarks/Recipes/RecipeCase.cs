namespace MLNet.Cnn.Benchmarks;

/// <summary>A preset that is trained by its recipe on a data set.</summary>
/// <param name="Key">The value of <c>--network</c>.</param>
/// <param name="Network">The preset.</param>
/// <param name="Data">The data set.</param>
internal sealed record RecipeCase(string Key, NetworkBuilder Network, DataSet Data)
{
    public static IReadOnlyList<RecipeCase> All { get; } =
    [
        new("mnistconvnet-mnist", Networks.MnistConvNet(), DataSet.Mnist),
        new("compactresnet-fashion", Networks.CompactResNet(), DataSet.FashionMnist),
        new("resnet18-fashion", Networks.ResNet18(), DataSet.FashionMnist),
        new("resnet20-cifar10", Networks.ResNet20(), DataSet.Cifar10),
        new("densenetbc40-cifar10", Networks.DenseNetBC40(), DataSet.Cifar10),
    ];

    /// <exception cref="ArgumentException">No case was named.</exception>
    public static RecipeCase Of(BenchmarkOptions options) => All.FirstOrDefault(one => one.Key == options.Network)
        ?? throw new ArgumentException($"recipe: --network names one of {string.Join(", ", All.Select(one => one.Key))}.");
}
