namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The baseline without convolutions: Flatten and three Dense layers of 256 with ReLU.</summary>
    /// <remarks>On 28x28x1 images with ten classes: 784-256-256-256-10, 335,114 parameters, 1.28 MB (1,340,456 bytes).</remarks>
    /// <param name="hiddenUnits">Units of the hidden layers. Default: 256, 256, 256.</param>
    public static NetworkBuilder FullyConnected(params int[] hiddenUnits)
    {
        ArgumentNullException.ThrowIfNull(hiddenUnits);
        int[] units = hiddenUnits.Length == 0 ? [256, 256, 256] : [.. hiddenUnits];
        return new NetworkBuilder(nameof(FullyConnected), (imageShape, classCount) => Network.Sequential(
            imageShape,
            [new Flatten(), .. units.Select(count => new Dense(count, Activation.ReLU)), new Dense(classCount)])
            .WithName("fully_connected"))
        {
            Family = NetworkFamily.FullyConnected,
        };
    }
}
