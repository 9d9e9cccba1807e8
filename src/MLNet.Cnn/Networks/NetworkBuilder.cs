namespace MLNet.Cnn;

/// <summary>A network whose image shape and class count are still open, such as a preset of <see cref="Networks"/>.</summary>
/// <remarks>A pipeline fills both in from the data, so that they are never written twice. A finished <see cref="Network"/> converts to one.</remarks>
public sealed class NetworkBuilder
{
    private readonly Func<Shape, int, Network> _build;

    /// <summary>Makes a builder.</summary>
    /// <param name="name">A name for reports: <c>LeNet5</c>.</param>
    /// <param name="build">Gives the network for an image shape (height, width, channels) and a number of classes.</param>
    public NetworkBuilder(string name, Func<Shape, int, Network> build)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(build);
        Name = name;
        _build = build;
    }

    /// <summary>A name for reports.</summary>
    public string Name { get; }

    /// <summary>The presets that it is one of.</summary>
    internal NetworkFamily Family { get; init; }

    /// <summary>The network for an image shape and a number of classes.</summary>
    /// <param name="imageShape">The shape of one image: (height, width, channels).</param>
    /// <param name="classCount">The number of classes; at least 2.</param>
    /// <exception cref="ArgumentException">The network does not fit the images.</exception>
    public Network Build(Shape imageShape, int classCount)
    {
        ArgumentNullException.ThrowIfNull(imageShape);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        return _build(imageShape, classCount)
            ?? throw new InvalidOperationException($"The network builder '{Name}' returned null for {imageShape} images and {classCount} classes.");
    }

    /// <summary>A builder that always gives <paramref name="network"/>, whose shapes must then fit the data.</summary>
    public static implicit operator NetworkBuilder(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new NetworkBuilder(network.Name, (_, _) => network);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
