using System.Text;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>A file that Keras wrote, of any kind: what it is, is seen from its content and not from its name.</summary>
internal sealed class KerasFile : IDisposable
{
    private const string ListedWeightsGroup = "model_weights", NameList = "layer_names", PathWeightsGroup = "layers";

    private readonly JsonDocument? _config;
    private readonly HdfReader? _weights;

    private KerasFile(JsonDocument? config, HdfReader? weights)
    {
        _config = config;
        _weights = weights;
    }

    /// <summary>A model, whole.</summary>
    public static KerasModel ReadModel(string path, Shape? imageShape) => Read(path, file =>
    {
        var architecture = file.Architecture(imageShape);
        return architecture.Fill(file.Weights(architecture));
    });

    /// <summary>A network alone, out of a model or a configuration.</summary>
    public static Network ReadArchitecture(string path, Shape? imageShape) => Read(path, file => file.Architecture(imageShape).Network);

    /// <summary>Weights alone, for a network that is known.</summary>
    public static KerasModel ReadWeights(string path, Network network) => Read(path, file =>
    {
        var architecture = KerasOrder.Architecture(network);
        return (file.HasListedWeights ? architecture : KerasNamedPlaces.Find(architecture, file.Hdf)).Fill(file.Weights(architecture));
    });

    public void Dispose()
    {
        _config?.Dispose();
        _weights?.Dispose();
    }

    private HdfReader Hdf => _weights ?? throw new InvalidDataException("it holds a configuration but no weights. Read it with KerasModel.LoadArchitecture.");

    private bool HasListedWeights => Hdf.Exists(ListedWeightsGroup) || Hdf.HasText(NameList);

    private KerasArchitecture Architecture(Shape? imageShape) => new KerasGraph(imageShape).Build((_config
        ?? throw new InvalidDataException("it holds weights but no configuration. Read it with KerasModel.LoadWeights, which takes the network.")).RootElement);

    private IKerasWeights Weights(KerasArchitecture architecture)
    {
        if (Hdf.Exists(ListedWeightsGroup))
            return new KerasListedWeights(Hdf, ListedWeightsGroup, architecture);
        if (HasListedWeights)
            return new KerasListedWeights(Hdf, "", architecture);
        return Hdf.Exists("layer_0/param_0")
            ? throw new NotSupportedException("its weights have the layout of Keras before version 1 (layer_0/param_0), with the kernels of Theano, which are flipped. Open it in Keras 1 and save it again.")
            : new KerasPathWeights(Hdf);
    }

    private static T Read<T>(string path, Func<KerasFile, T> use)
    {
        string name = Path.GetFileName(path);
        UserFile.Check(path);
        try
        {
            using var file = Open(path);
            return use(file);
        }
        catch (NotSupportedException exception)
        {
            throw new NotSupportedException($"'{name}': {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or ArgumentException or OverflowException
            or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"'{name}' cannot be imported: {exception.Message}", exception);
        }
    }

    private static KerasFile Open(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[HdfReader.Signature.Length];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (start.AsSpan(0, length).StartsWith("PK"u8))
        {
            var (config, weights, version) = KerasArchive.Read(stream);
            return new KerasFile(KerasGrammar.Parse(config, version), new HdfReader(weights));
        }
        if (start.AsSpan(0, length).SequenceEqual(HdfReader.Signature))
            return OpenHdf(new HdfReader(File.ReadAllBytes(path)));
        if (length > 0 && start.AsSpan(0, length).TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
            return new KerasFile(KerasGrammar.Parse(File.ReadAllBytes(path)), null);
        throw new InvalidDataException("it is neither a .keras file (a zip) nor an HDF5 file (.h5) nor a configuration (JSON). Save the model again with model.save(\"name.keras\") in Keras 3.");
    }

    private static KerasFile OpenHdf(HdfReader weights)
    {
        try
        {
            if (weights.Text("", "model_config") is not { } config)
                return new KerasFile(null, weights);
            if ((weights.Text("", "backend") ?? weights.Text(ListedWeightsGroup, "backend")) == "theano")
                throw new NotSupportedException("its weights were written by Keras on Theano, which flips the kernels of convolutions. Open it in Keras 2 on TensorFlow and save it again.");
            return new KerasFile(KerasGrammar.Parse(Encoding.UTF8.GetBytes(config), weights.Text("", "keras_version") ?? "1"), weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }
}
