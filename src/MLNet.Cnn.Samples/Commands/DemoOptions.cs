using System.CommandLine;
using System.CommandLine.Parsing;

namespace MLNet.Cnn.Samples;

/// <summary>The options of the demo. A value that is wrong becomes one sentence while the command line is read.</summary>
internal sealed class DemoOptions
{
    private const int DrawnEpochs = 12;
    private const int FolderEpochs = 5; // ten times the images of the drawn digits
    private static readonly string[] _defaultNetworks = ["fully-connected", "lenet5-bn"];

    private readonly Option<string?> _data = CommonOptions.Data();

    private readonly Option<string[]> _networks = new("--network")
    {
        Description = $"Network to train: {NetworkChoice.Names}. May be given several times. Default: {string.Join(" and ", _defaultNetworks)}",
        HelpName = "NAME",
    };

    private readonly Option<int?> _epochs = NumberOption.Create(
        "--epochs", $"How often training goes through the images. Default: {DrawnEpochs}, with --data {FolderEpochs}", 1, 100_000);

    private readonly Option<int?> _seed = CommonOptions.Seed("weights and order");

    private readonly Option<int?> _threads = CommonOptions.Threads();

    private readonly Option<string?> _engine = new("--engine")
    {
        Description = $"What trains: {EngineChoice.Names}. Default: {EngineChoice.Default}. TensorFlow's library must be there (docs/engines.md)",
        HelpName = "NAME",
    };

    private readonly Option<string?> _save = new("--save") { Description = "Keep the better model in this file, and a picture of the training beside it", HelpName = "FILE" };

    private readonly Option<string?> _checkpoints = new("--checkpoints")
    {
        Description = "Save the training in this folder as it goes on, and go on from what is saved there",
        HelpName = "DIR",
    };

    private readonly Option<string?> _json = CommonOptions.Json();

    public DemoOptions()
    {
        _networks.Validators.Add(CheckNames);
        _engine.Validators.Add(CheckEngine);
    }

    /// <summary>The options in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_data, _networks, _epochs, _seed, _threads, _engine, _checkpoints, _save, _json];

    /// <summary>What the user asked for.</summary>
    public DemoSettings Read(ParseResult parsed)
    {
        var folder = parsed.GetValue(_data);
        return new()
        {
            Networks = [.. Names(parsed.GetValue(_networks)).Select(name => NetworkChoice.Find(name)!)],
            Epochs = parsed.GetValue(_epochs) ?? (folder is null ? DrawnEpochs : FolderEpochs),
            Seed = parsed.GetValue(_seed) ?? 1,
            Threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount,
            Engine = EngineChoice.Find(parsed.GetValue(_engine) ?? EngineChoice.Default)!,
            DataFolder = folder,
            CheckpointFolder = parsed.GetValue(_checkpoints),
            SaveFile = parsed.GetValue(_save),
            JsonFile = parsed.GetValue(_json),
        };
    }

    private static IEnumerable<string> Names(string[]? given) => given is null or [] ? _defaultNetworks : given.Distinct();

    private static void CheckNames(OptionResult option)
    {
        foreach (var token in option.Tokens)
        {
            if (NetworkChoice.Find(token.Value) is null)
                option.AddError($"There is no network '{token.Value}' (--network): choose from {NetworkChoice.Names}.");
        }
    }

    private static void CheckEngine(OptionResult option)
    {
        foreach (var token in option.Tokens)
        {
            if (EngineChoice.Find(token.Value) is null)
                option.AddError($"There is no engine '{token.Value}' (--engine): choose from {EngineChoice.Names}.");
        }
    }
}
