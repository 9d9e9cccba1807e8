namespace MLNet.Cnn.Samples;

/// <summary>A network of the library under the name it has on the command line and in every report.</summary>
/// <param name="Name">The name.</param>
/// <param name="Builder">The network, for whatever image size and classes the data has.</param>
internal sealed record NetworkChoice(string Name, NetworkBuilder Builder)
{
    /// <summary>All networks that can be named.</summary>
    public static IReadOnlyList<NetworkChoice> All { get; } =
    [
        new("fully-connected", Networks.FullyConnected()),
        new("lenet5", Networks.LeNet5()),
        new("lenet5-bn", Networks.LeNet5(batchNormalization: true)),
    ];

    /// <summary>The names, for help and errors.</summary>
    public static string Names => string.Join(", ", All.Select(choice => choice.Name));

    /// <summary>The network of this name, or <see langword="null"/>.</summary>
    public static NetworkChoice? Find(string name) => All.FirstOrDefault(choice => choice.Name == name);
}
