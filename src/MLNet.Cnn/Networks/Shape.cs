using System.Collections.Immutable;
using System.Globalization;

namespace MLNet.Cnn;

/// <summary>The shape of one example, without the batch dimension: <c>(height, width, channels)</c> for images, <c>(units)</c> for vectors.</summary>
/// <remarks>Compared by value. Dimensions are counted in elements and are at least 1. Channels come last, as in Keras.</remarks>
public sealed class Shape : IEquatable<Shape>
{
    /// <summary>Makes a shape of any rank.</summary>
    /// <param name="dimensions">The dimensions, outermost first.</param>
    /// <exception cref="ArgumentException">A dimension is below 1, there is none, or their product exceeds 2^31 - 1.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        Dimensions = [.. dimensions];
        if (Dimensions.Length == 0)
            throw new ArgumentException("A shape needs at least one dimension.", nameof(dimensions));
        long size = 1;
        foreach (int dimension in Dimensions)
        {
            if (dimension < 1)
                throw new ArgumentException($"Each dimension of a shape must be at least 1, but the shape is {this}.", nameof(dimensions));
            size *= dimension;
            if (size > int.MaxValue)
                throw new ArgumentException($"The shape {this} has more than {int.MaxValue} elements.", nameof(dimensions));
        }
        Size = (int)size;
    }

    /// <summary>The dimensions, outermost first.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The number of dimensions: 3 for an image, 1 for a vector.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>The number of elements: the product of the dimensions.</summary>
    public int Size { get; }

    /// <summary>Whether this is an image: <c>(height, width, channels)</c>.</summary>
    public bool IsImage => Rank == 3;

    /// <summary>The height of an image, in pixels.</summary>
    /// <exception cref="InvalidOperationException">The shape is not an image.</exception>
    public int Height => ImageDimension(0, nameof(Height));

    /// <summary>The width of an image, in pixels.</summary>
    /// <exception cref="InvalidOperationException">The shape is not an image.</exception>
    public int Width => ImageDimension(1, nameof(Width));

    /// <summary>The last dimension: the channels of an image, the units of a vector.</summary>
    public int Channels => Dimensions[^1];

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dimension in Dimensions)
            hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>The dimensions joined by <c>x</c>: <c>28x28x1</c>.</summary>
    public override string ToString() => string.Join('x', Dimensions.Select(d => d.ToString(CultureInfo.InvariantCulture)));

    private int ImageDimension(int index, string name) => IsImage
        ? Dimensions[index]
        : throw new InvalidOperationException($"The shape {this} has no {name}: only images (height, width, channels) have one.");
}
