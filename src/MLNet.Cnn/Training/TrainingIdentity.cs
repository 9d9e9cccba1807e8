using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MLNet.Cnn;

/// <summary>What makes a training the one it is: with all of this equal, and on one engine, weights are equal bit for bit.</summary>
internal static class TrainingIdentity
{
    public const string HashMark = "sha256:";

    /// <summary>The entry of trainings and experiments whose share of validation images was rounded over all classes together.</summary>
    public const string SplitName = "rounding of ValidationFraction";
    public const string SplitTogether = "all classes together";

    /// <summary>Each thing with its value, in words where they are short and as a hash where not.</summary>
    public static IReadOnlyDictionary<string, string> Of(TrainingSettings settings)
    {
        var identity = Always(settings);
        // 0.1.0 knew one way alone and did not write it down.
        if (settings.Split == SplitRounding.AllClasses)
            identity[SplitName] = SplitTogether;
        return identity;
    }

    /// <summary>How a training that has this identity split off its validation images.</summary>
    public static SplitRounding SplitOf(IReadOnlyDictionary<string, string> identity) => identity.ContainsKey(SplitName) ? SplitRounding.AllClasses : SplitRounding.EachClass;

    private static Dictionary<string, string> Always(TrainingSettings settings) => new()
    {
        // The seed splits off the validation images, and the network's normalization comes from the training images: causes first.
        ["Seed"] = FormattableString.Invariant($"{settings.Seed}"),
        ["training images"] = Fingerprint(settings.Train),
        ["validation images"] = settings.Validation is null ? "none" : Fingerprint(settings.Validation),
        // Validation sees images as scoring does, and leads early stopping and plateau.
        ["TestTimeAugmentation"] = settings.Validation is null ? "none" : $"{settings.TestTimeAugmentation}",
        ["network"] = HashMark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NetworkJson.Identity(settings.Network)))),
        ["first weights"] = HashMark + settings.InitialWeights.Sha256(),
        ["Epochs"] = FormattableString.Invariant($"{settings.Epochs}"),
        ["BatchSize"] = FormattableString.Invariant($"{settings.BatchSize}"),
        ["Threads"] = FormattableString.Invariant($"{settings.Threads}"),
        ["Augmentation"] = TextOf(settings.Augmentation),
        ["Precision"] = settings.Precision.ToString(),
        ["Sampling"] = $"{settings.Sampling}",
        ["Device"] = settings.Device.GpuId is { } gpu ? FormattableString.Invariant($"GPU {gpu}") : "CPU",
        ["Optimizer"] = Text(settings.Optimizer),
        ["Loss"] = Text(settings.Loss),
        ["Schedule"] = Text(settings.Schedule),
        ["BatchNormalizationStatistics"] = $"{settings.Statistics}",
        ["EarlyStopping"] = Text(settings.EarlyStopping),
        ["ReduceLROnPlateau"] = Text(settings.ReduceLROnPlateau),
    };

    /// <summary>The first thing that differs, in words, or <see langword="null"/>.</summary>
    public static string? Difference(IReadOnlyDictionary<string, string> saved, IReadOnlyDictionary<string, string> now)
    {
        foreach (var (name, value) in now)
        {
            string before = saved.GetValueOrDefault(name, "unknown");
            if (before != value)
                return before.StartsWith(HashMark, StringComparison.Ordinal) || value.StartsWith(HashMark, StringComparison.Ordinal) ? $"other {name}" : $"{name} {before} instead of {value}";
        }
        return saved.Keys.FirstOrDefault(name => !now.ContainsKey(name)) is { } unknown ? $"{unknown} {saved[unknown]}, which is unknown here" : null;
    }

    /// <summary>A definition with all its settings.</summary>
    public static string Text(object? definition) => definition is null ? "none" : $"{definition.GetType().Name} {RecordJson.Write(definition).ToJsonString(RecordJson.Options)}";

    /// <summary>All operations with their settings.</summary>
    public static string TextOf(Augmentation augmentation) => augmentation.Count == 0 ? "none" : string.Join(", ", augmentation.Select(Text));

    /// <summary>A hash of all images, their classes and how much they count, in order.</summary>
    private static string Fingerprint(ImageSubset subset)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var pixels = new float[subset.Images.Shape.Size];
        Span<int> label = stackalloc int[1];
        foreach (int row in subset.Rows)
        {
            subset.Images.Gather([row], pixels);
            hash.AppendData(MemoryMarshal.AsBytes(pixels.AsSpan()));
            label[0] = subset.Images.Labels[row];
            hash.AppendData(MemoryMarshal.AsBytes(label));
            hash.AppendData(MemoryMarshal.AsBytes<float>(subset.Images.WeightsOf([row])));
        }
        return HashMark + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
