namespace MLNet.Cnn;

/// <summary>How much the images of each class count in the loss while training. A definition.</summary>
/// <remarks>Source: <c>class_weight</c> of <c>keras.Model.fit</c>; validation is not weighted, there as here.</remarks>
public abstract record ClassWeights
{
    private ClassWeights()
    {
    }

    /// <summary>All classes count the same in sum: images / (classes x images of the class), the classes being those that have training images.</summary>
    /// <remarks>Source: <c>class_weight="balanced"</c> of scikit-learn, after King and Zeng (2001).</remarks>
    public static ClassWeights Balanced { get; } = new BalancedWeights();

    /// <summary>Given weights by class name. A class that is not named has the weight 1, as in Keras.</summary>
    /// <param name="weights">The weights: finite numbers of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is out of its range.</exception>
    public static ClassWeights Of(IReadOnlyDictionary<string, double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (name, weight) in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentOutOfRangeException(nameof(weights), FormattableString.Invariant($"ClassWeights: the weight of the class '{name}' is {weight}, but it must be a finite number of at least 0."));
        }
        return new GivenWeights([.. weights.OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
    }

    /// <summary>The weight of each class.</summary>
    /// <param name="classNames">The classes.</param>
    /// <param name="counts">The training images of each.</param>
    /// <exception cref="InvalidOperationException">A weight is given for a class that there is not, or no image has a weight above 0.</exception>
    internal abstract double[] For(IReadOnlyList<string> classNames, IReadOnlyList<int> counts);

    private sealed record BalancedWeights : ClassWeights
    {
        internal override double[] For(IReadOnlyList<string> classNames, IReadOnlyList<int> counts)
        {
            double images = counts.Sum(), classes = counts.Count(count => count > 0);
            return [.. counts.Select(count => count == 0 ? 1 : images / (classes * count))];
        }
    }

    private sealed record GivenWeights(KeyValuePair<string, double>[] Weights) : ClassWeights
    {
        public bool Equals(GivenWeights? other) => other is not null && Weights.SequenceEqual(other.Weights);

        public override int GetHashCode() => Weights.Length;

        internal override double[] For(IReadOnlyList<string> classNames, IReadOnlyList<int> counts)
        {
            var byName = Weights.ToDictionary(pair => pair.Key, pair => pair.Value);
            if (byName.Keys.FirstOrDefault(name => !classNames.Contains(name)) is { } unknown)
                throw new InvalidOperationException($"CnnOptions.ClassWeights names the class '{unknown}', but the classes are {string.Join(", ", classNames)}.");
            double[] weights = [.. classNames.Select(name => byName.GetValueOrDefault(name, 1))];
            return weights.Zip(counts).Any(pair => pair.First > 0 && pair.Second > 0)
                ? weights
                : throw new InvalidOperationException("CnnOptions.ClassWeights gives every class of the training images the weight 0: nothing would be learned.");
        }
    }
}
