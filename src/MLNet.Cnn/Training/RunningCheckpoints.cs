using System.Globalization;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Checkpointing"/>: the files of one training.</summary>
internal sealed class RunningCheckpoints : IDisposable
{
    private const string ClaimName = ".in-use";
    private const string SeedText = "seed";
    private const string IdentityText = "identity";
    private const string EngineText = "engine";
    private const string StateText = "state";
    private const string DecodingText = "decoding";
    private const string SlotsPrefix = "slots/";
    private const string BestPrefix = "best/";

    private static readonly string[] Texts = [SeedText, EngineText, IdentityText, StateText, DecodingText, Checkpoint.NetworkText];
    private static readonly string[] Prefixes = [Checkpoint.WeightsPrefix, SlotsPrefix, BestPrefix];

    private readonly Checkpointing _definition;
    private readonly TrainingSettings _settings;
    private readonly IReadOnlyDictionary<string, string> _identity;
    private readonly string _last;
    private readonly string _best;
    private readonly FileStream _claim;
    private long? _saved;

    /// <exception cref="IOException">The folder cannot be made, or another training is saved in it at this moment.</exception>
    public RunningCheckpoints(Checkpointing definition, TrainingSettings settings)
    {
        _definition = definition;
        _settings = settings;
        _identity = TrainingIdentity.Of(settings);
        _last = Path.Combine(definition.Folder, Checkpoint.Last);
        _best = Path.Combine(definition.Folder, Checkpoint.Best);
        try
        {
            Directory.CreateDirectory(definition.Folder);
            _claim = Claim();
            // What a run left that was killed while it wrote.
            File.Delete(Path.Combine(definition.Folder, Beside(_last)));
            File.Delete(Path.Combine(definition.Folder, Beside(_best)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _claim?.Dispose();
            throw Unusable(definition.Folder, exception);
        }
    }

    /// <summary>Makes the folder if it is not there, and sees that files can be written in it.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    public static void CheckFolder(string folder)
    {
        try
        {
            SafeFile.CheckFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, exception);
        }
    }

    /// <summary>Lets others have the folder.</summary>
    public void Dispose() => _claim.Dispose();

    /// <summary>The seed of the training that a folder holds, or <see langword="null"/> if it holds none: a training without a seed of its own goes on with it.</summary>
    public static ulong? SeedIn(string folder)
    {
        string path = Path.Combine(folder, Checkpoint.Last);
        return File.Exists(path) && CheckpointFile.ReadTexts(path).TryGetValue(SeedText, out string? seed) && ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }

    /// <summary>How the training of a folder split off its validation images, or <see langword="null"/> if the folder holds none.</summary>
    public static SplitRounding? SplitIn(string folder)
    {
        string path = Path.Combine(folder, Checkpoint.Last);
        return File.Exists(path) && CheckpointFile.ReadTexts(path).TryGetValue(IdentityText, out string? identity)
            ? TrainingIdentity.SplitOf(JsonSerializer.Deserialize<Dictionary<string, string>>(identity) ?? [])
            : null;
    }

    /// <summary>How the training of a folder decodes its images, with which it goes on, or <see langword="null"/> if the folder holds none.</summary>
    public static ImageDecoding? DecodingIn(string folder)
    {
        string path = Path.Combine(folder, Checkpoint.Last);
        return File.Exists(path) ? OlderFormats.Decoding(CheckpointFile.ReadTexts(path).GetValueOrDefault(DecodingText)) : null;
    }

    /// <summary>The normalization of pixels that the training of a folder began with, or <see langword="null"/>.</summary>
    /// <remarks>A resumed training keeps this normalization. A later version may compute other digits from the same images: 0.1.0 summed a single channel in float32.</remarks>
    public static Normalization? NormalizationIn(string folder)
    {
        string path = Path.Combine(folder, Checkpoint.Last);
        try
        {
            return File.Exists(path) && CheckpointFile.ReadTexts(path).TryGetValue(Checkpoint.NetworkText, out string? network) ? NetworkJson.Read(network).InputNormalization() : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null; // Load says what is wrong with it.
        }
    }

    /// <summary>What was saved, or <see langword="null"/> if nothing was.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint, of a newer version, or damaged.</exception>
    /// <exception cref="InvalidOperationException">The checkpoint is that of another training.</exception>
    public SavedTraining? Load() => File.Exists(_last) ? FileOfException.Reading(_last, Read) : null;

    private SavedTraining Read()
    {
        var content = CheckpointFile.Read(_last);
        if ((content.Texts.Keys.FirstOrDefault(name => !Texts.Contains(name))
            ?? content.Arrays.Select(array => array.Path).FirstOrDefault(path => !Prefixes.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))) is { } unknown)
            throw new InvalidDataException($"The checkpoint '{_last}' holds '{unknown}', which this version of MLNet.Cnn does not know. {StoredFormat.Cause}");
        try
        {
            var identity = JsonSerializer.Deserialize<Dictionary<string, string>>(content.Texts[IdentityText]) ?? [];
            if (TrainingIdentity.Difference(identity, _identity) is { } difference)
                throw new InvalidOperationException($"The checkpoint '{_last}' is that of another training, with {difference}. Train with the same data and options to continue it, or choose another folder to begin anew; it is left as it is.");
            // Engines keep the same state under the same names, so that one goes on from another.
            if (content.Texts.GetValueOrDefault(EngineText) is { } engine && engine != _settings.Engine.Name)
                _settings.Warn($"The checkpoint '{_last}' was written by {engine}, and {_settings.Engine.Name} goes on from it: the weights will be close to those of one engine alone, but not the same bits.");
            var state = TrainingState.FromJson(content.Texts[StateText]);
            var weights = new NetworkWeights(_settings.Network, content.Arrays.Under(Checkpoint.WeightsPrefix));
            var best = content.Arrays.Under(BestPrefix).ToList();
            return new SavedTraining(
                state, new EngineState(weights, [.. content.Arrays.Under(SlotsPrefix)], state.EngineSteps), best.Count == 0 ? null : new NetworkWeights(_settings.Network, best));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The checkpoint '{_last}' is damaged: {exception.Message} Delete it to begin anew.", exception);
        }
    }

    /// <summary>Whether a step within an epoch is followed by a checkpoint.</summary>
    public bool IsDue(int stepsInEpoch) =>
        stepsInEpoch % _definition.IntervalSteps == 0 || _settings.Clock.GetElapsedTime(_saved!.Value) >= _definition.Interval;

    /// <summary>Saves everything.</summary>
    /// <exception cref="IOException">The file cannot be written, the first time of the whole training; the one before is as it was.</exception>
    public void Save(SavedTraining training)
    {
        Write(_last, new Dictionary<string, string>
        {
            [SeedText] = FormattableString.Invariant($"{_settings.Seed}"),
            [EngineText] = _settings.Engine.Name,
            [IdentityText] = JsonSerializer.Serialize(_identity),
            [StateText] = training.State.ToJson(),
            [DecodingText] = $"{_settings.Decoding}",
        }, [
            .. training.Engine.Weights.Prefixed(Checkpoint.WeightsPrefix),
            .. training.Engine.OptimizerSlots.Prefixed(SlotsPrefix),
            .. training.BestWeights?.Prefixed(BestPrefix) ?? [],
        ]);
        _saved = _settings.Clock.GetTimestamp();
    }

    /// <summary>Saves the weights of the best epoch.</summary>
    public void SaveBest(NetworkWeights weights) => Write(_best, [], [.. weights.Prefixed(Checkpoint.WeightsPrefix)]);

    private void Write(string path, Dictionary<string, string> texts, IReadOnlyList<WeightArray> arrays)
    {
        texts[Checkpoint.NetworkText] = NetworkJson.Write(_settings.Network);
        try
        {
            SafeFile.Write(path, Beside(path), new CheckpointContent(texts, arrays), _settings.WriteCheckpoint);
        }
        catch (IOException exception) when (_saved is not null || _settings.FollowsAnother)
        {
            // The folder was writable when training began. Hours of work are worth more than the checkpoint.
            _settings.Warn($"{exception.Message} Training goes on; the next checkpoint is tried at its time.");
        }
    }

    private static IOException Unusable(string folder, Exception why) => new IOException($"The folder for checkpoints '{folder}' cannot be used: {why.Message}", why).About(folder);

    /// <summary>Keeps two trainings from overwriting each other's files. The operating system lets go of it even if this process is killed.</summary>
    private FileStream Claim()
    {
        string path = Path.Combine(_definition.Folder, ClaimName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new IOException("another training is saved in it at this moment. Give each training a folder of its own.", exception);
        }
    }

    /// <summary>Always the same name, so that a killed run leaves at most one, which the next one removes.</summary>
    private static string Beside(string path) => $".{Path.GetFileName(path)}.tmp";
}
