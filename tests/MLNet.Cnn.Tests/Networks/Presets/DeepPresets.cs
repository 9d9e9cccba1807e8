namespace MLNet.Cnn.Tests;

/// <summary>All presets by name, for tests that hold for each.</summary>
internal static class DeepPresets
{
    public static readonly IReadOnlyDictionary<string, NetworkBuilder> All = new NetworkBuilder[]
    {
        Networks.FullyConnected(), Networks.LeNet5(), Networks.MnistConvNet(), Networks.CompactConvNet(), Networks.CompactResNet(),
        Networks.ResNet20(), Networks.ResNet32(), Networks.ResNet44(), Networks.ResNet56(), Networks.ResNetCifar(20, Shortcut.None),
        Networks.ResNet18(), Networks.ResNet34(), Networks.ResNet50(), Networks.ResNet101(),
        Networks.ResNet18V2(), Networks.ResNet34V2(), Networks.ResNet50V2(), Networks.ResNet101V2(),
        Networks.DenseNet40(), Networks.DenseNetBC40(), Networks.DenseNetBC100(), Networks.DenseNet121(), Networks.DenseNet169(),
        Networks.Vgg11(), Networks.Vgg13(batchNormalization: true), Networks.Vgg16(),
        Networks.MobileNetV2(), Networks.MobileNetV3Small(), Networks.EfficientNetB0(), Networks.FastCifar(),
    }.ToDictionary(builder => builder.Name);

    /// <summary>The same networks with fewer filters, which train in a moment.</summary>
    public static readonly IReadOnlyDictionary<string, NetworkBuilder> Narrow = new NetworkBuilder[]
    {
        Networks.FullyConnected(16), Networks.LeNet5(), Networks.MnistConvNet(), Networks.CompactConvNet(4), Networks.CompactResNet(4),
        Networks.ResNet20(width: 0.25), Networks.ResNet32(width: 0.25), Networks.ResNet44(width: 0.25), Networks.ResNet56(width: 0.25), Networks.ResNetCifar(20, Shortcut.None, width: 0.25),
        Networks.ResNet18(width: 0.125), Networks.ResNet34(width: 0.125), Networks.ResNet50(width: 0.125), Networks.ResNet101(width: 0.125),
        Networks.ResNet18V2(width: 0.125), Networks.ResNet34V2(width: 0.125), Networks.ResNet50V2(width: 0.125), Networks.ResNet101V2(width: 0.125),
        Networks.DenseNet40(4, dropout: 0.2), Networks.DenseNetBC40(4), Networks.DenseNetBC100(4), Networks.DenseNet121(growthRate: 4), Networks.DenseNet169(growthRate: 4),
        Networks.Vgg11(width: 0.125), Networks.Vgg13(batchNormalization: true, width: 0.125), Networks.Vgg16(width: 0.125, dropout: 0.5),
        Networks.MobileNetV2(0.35), Networks.MobileNetV3Small(0.5), Networks.EfficientNetB0(), Networks.FastCifar(width: 0.125),
    }.ToDictionary(builder => builder.Name);

    public static TheoryData<string> Names => [.. All.Keys];
}
