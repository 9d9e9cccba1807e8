namespace MLNet.Cnn;

/// <summary>Presets that are trained alike, so that one recipe goes with all of them.</summary>
internal enum NetworkFamily
{
    /// <summary>No preset: a network of the user's own.</summary>
    Own,
    FullyConnected,
    LeNet5,
    MnistConvNet,
    CompactConvNet,
    CompactResNet,
    ResNetCifar,
    ResNet,
    FastCifar,
    DenseNetCifar,
    DenseNet,
    Vgg,
    MobileNet,
    EfficientNet,
}
