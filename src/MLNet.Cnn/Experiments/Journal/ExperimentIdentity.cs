using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MLNet.Cnn;

/// <summary>What makes an experiment the one it is: with all of this equal, it may go on from the same journal.</summary>
/// <remarks>How long it may take and how many trials it may have are no part of it: more may be asked for later.</remarks>
internal static class ExperimentIdentity
{
    // What changes no weights, and what an experiment sets itself.
    private static readonly HashSet<string> _leftOut =
    [
        nameof(CnnOptions.LabelColumnName), nameof(CnnOptions.ImageColumnName), nameof(CnnOptions.ValidationFraction), nameof(CnnOptions.ImageMemory), nameof(CnnOptions.ImageCacheFolder),
        nameof(CnnOptions.Checkpoints), nameof(CnnOptions.Progress), nameof(CnnOptions.TensorBoard), nameof(CnnOptions.Control), nameof(CnnOptions.CancellationToken),
        nameof(CnnOptions.InitialClassNames),
        // These are described with the network and the classes.
        nameof(CnnOptions.Network), nameof(CnnOptions.Preprocessing), nameof(CnnOptions.ClassWeights),
    ];

    /// <summary>Each thing with its value, in words where they are short and as a hash where not.</summary>
    public static IReadOnlyDictionary<string, string> Of(ExperimentSettings settings, ExperimentData data, ulong seed)
    {
        var identity = new Dictionary<string, string>
        {
            ["Seed"] = FormattableString.Invariant($"{seed}"),
            ["LabelColumnName"] = settings.LabelColumnName,
            ["ImageColumnName"] = settings.ImageColumnName,
            ["ValidationFraction"] = FormattableString.Invariant($"{settings.ValidationFraction}"),
            ["Folds"] = FormattableString.Invariant($"{settings.Folds ?? 1}"),
            ["Sampler"] = $"{settings.Sampler}",
            ["Halving"] = TrainingIdentity.Text(settings.Halving),
            ["MedianStopping"] = TrainingIdentity.Text(settings.MedianStopping),
            ["ParallelTrials"] = FormattableString.Invariant($"{settings.ParallelTrials}"),
            ["candidates"] = string.Join(", ", settings.Candidates.Select(candidate => $"'{candidate.Name}'")),
        };
        // 0.1.0 knew one way alone and did not write it down.
        if (data.Split == SplitRounding.AllClasses)
            identity[TrainingIdentity.SplitName] = TrainingIdentity.SplitTogether;
        foreach (var (name, hash) in data.Hashes)
            identity[name] = hash;
        foreach (var candidate in settings.Candidates)
            identity[$"candidate '{candidate.Name}'"] = TrainingIdentity.HashMark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Describe(candidate, settings, data))));
        return identity;
    }

    private static string Describe(Candidate candidate, ExperimentSettings settings, ExperimentData data) => candidate switch
    {
        NetworkCandidate network => $"{DescribeNetwork(network.Options, settings, data)}; {network.Space?.Describe()}; {string.Join("; ", OptionsOf(network.Options))}",
        EstimatorCandidate estimator => $"{estimator.Identity}; {string.Join("; ", estimator.Settings)}",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate, null),
    };

    private static string DescribeNetwork(CnnOptions options, ExperimentSettings settings, ExperimentData data)
    {
        try
        {
            var image = ImageColumn.Resolve(data.InputSchema, settings.ImageColumnName, options.ImageShape, options.ImageLayout, options.ImageReading);
            var weights = options.ClassWeights?.For(data.Labels.Names, [.. data.Labels.Names.Select(_ => 1)]);
            return $"{NetworkJson.Identity(options.Preprocessing.Apply(options.Network.Build(image.Shape, data.Labels.Count)))}; {Text(weights)}";
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Its trial will fail, and say so.
            return exception.Message;
        }
    }

    private static IEnumerable<string> OptionsOf(CnnOptions options) => typeof(CnnOptions).GetProperties()
        .Where(property => !_leftOut.Contains(property.Name))
        .Select(property => $"{property.Name}: {Text(property.GetValue(options))}");

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        NetworkWeights weights => weights.Sha256(),
        ICnnEngine engine => engine.Name,
        ImageReading reading => Text(reading),
        Augmentation augmentation => TrainingIdentity.TextOf(augmentation),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Text)),
        _ => TrainingIdentity.Text(value),
    };

    /// <summary>All settings but the version of decoding: 0.1.0 had none, and a resumed training keeps the version of its checkpoint.</summary>
    private static string Text(ImageReading reading)
    {
        var settings = RecordJson.Write(reading);
        settings.Remove(nameof(ImageReading.Decoding));
        return $"{nameof(ImageReading)} {settings.ToJsonString(RecordJson.Options)}";
    }
}
