using System.Collections;
using System.Runtime.CompilerServices;

namespace MLNet.Cnn;

/// <summary>The random changes that training images go through, in their order: <c>[new RandomFlip(FlipMode.Horizontal), new RandomCrop { Padding = 4 }]</c>.</summary>
/// <remarks>
/// Only training sees them: validation and scoring do not. Pixels are changed in the values that they have (0–255 or 0–1), before the network's own
/// normalization. Every random number follows from the fit's seed, the epoch and the image's place in it.
/// </remarks>
[CollectionBuilder(typeof(Augmentation), nameof(Create))]
public sealed class Augmentation : IReadOnlyList<AugmentationOperation>, IEquatable<Augmentation>
{
    private readonly AugmentationOperation[] _operations;

    private Augmentation(AugmentationOperation[] operations) => _operations = operations;

    /// <summary>No change.</summary>
    public static Augmentation None { get; } = [];

    /// <summary>For photos: left and right exchanged, turned by up to 7°, moved and zoomed by up to 10 %, brightness by 10 % and contrast by 20 %.</summary>
    public static Augmentation StandardPhotos { get; } =
        [new RandomFlip(FlipMode.Horizontal), new RandomRotation(0.02), new RandomZoom(0.1), new RandomTranslation(0.1, 0.1), new RandomBrightness(0.1), new RandomContrast(0.2)];

    /// <summary>For digits and other signs, which a flip would change: turned by up to 10°, zoomed and moved by up to 10 %; the background goes on beyond the border.</summary>
    public static Augmentation StandardDigits { get; } =
    [
        new RandomRotation(10.0 / 360) { FillMode = FillMode.Nearest },
        new RandomZoom(0.1) { FillMode = FillMode.Nearest },
        new RandomTranslation(0.1, 0.1) { FillMode = FillMode.Nearest },
    ];

    /// <summary>Makes a list of operations.</summary>
    public static Augmentation Create(ReadOnlySpan<AugmentationOperation> operations) => new(operations.ToArray());

    /// <inheritdoc/>
    public AugmentationOperation this[int index] => _operations[index];

    /// <inheritdoc/>
    public int Count => _operations.Length;

    /// <inheritdoc/>
    public bool Equals(Augmentation? other) => other is not null && _operations.AsSpan().SequenceEqual(other._operations);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Augmentation);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var operation in _operations)
            hash.Add(operation);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<AugmentationOperation> GetEnumerator() => ((IEnumerable<AugmentationOperation>)_operations).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary><c>[RandomFlip, RandomCrop]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _operations.Select(operation => operation.GetType().Name))}]";

    /// <summary>Throws if a setting is out of its range, or if something stands behind a mixture.</summary>
    internal void Validate()
    {
        for (int i = 0; i < _operations.Length; i++)
        {
            var operation = _operations[i] ?? throw new ArgumentException($"Operation {i} of the augmentation is null.", nameof(Augmentation));
            operation.Validate();
            if (i > 0 && _operations[i - 1] is Mixing mixing && operation is not Mixing)
                throw new ArgumentException($"The augmentation has {operation.GetType().Name} behind {mixing.GetType().Name}. Mixtures are made of finished images: put {mixing.GetType().Name} last.", nameof(Augmentation));
        }
    }

    /// <summary>Throws if an operation cannot be carried out on images of this shape.</summary>
    internal void CheckFits(Shape image)
    {
        foreach (var operation in _operations)
        {
            if (operation.Misfit(image) is { } misfit)
                throw new ArgumentException($"{operation.GetType().Name} does not fit the images: {misfit}.", nameof(Augmentation));
        }
    }
}
