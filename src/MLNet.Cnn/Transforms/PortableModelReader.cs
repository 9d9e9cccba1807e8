using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>Finds the CNN in a model file that <see cref="PortableModel"/> wrote.</summary>
internal static class PortableModelReader
{
    private const string OnnxEntry = "OnnxModel";

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or holds no CNN, several, or one of a newer version.</exception>
    public static CnnTransformer Load(IHostEnvironment environment, string path, ICnnEngine? engine)
    {
        UserFile.Check(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model file '{path}'.", path);
        try
        {
            ZipIntegrity.Check(path);
            var model = ReadModel(path, engine);
            var labels = ReadLabels(path, model);
            if (FlatChannelWarnings.OfNetwork(model.Network, model.ImageColumn) is { } warning)
                Warn(environment, $"'{path}': {warning}");
            return new CnnTransformer(model, labels, HostAccess.TempFolderOf(environment));
        }
        catch (Exception exception) when (exception is not (DllNotFoundException or OutOfMemoryException))
        {
            // ML.NET wraps what went wrong; what was found here says it best itself.
            var cause = exception is InvalidDataException ? exception : exception.GetBaseException();
            throw new InvalidDataException($"'{path}' cannot be read as a CNN: {cause.Message} Expected is a file that mlContext.Model.Save wrote of a pipeline with one TrainCnn.", exception);
        }
    }

    private static void Warn(IHostEnvironment environment, string warning)
    {
        using var channel = environment.Register("LoadCnn").Start("Load");
        channel.Warning(MessageSensitivity.UserData, warning);
    }

    private static TrainedNetwork ReadModel(string path, ICnnEngine? engine)
    {
        using var archive = ZipFile.OpenRead(path);
        var models = archive.Entries.Where(entry => entry.Name == OnnxEntry)
            .Select(ReadBytes)
            .Where(bytes => OnnxReader.Read(bytes).Metadata.ContainsKey(ModelFile.FormatKey))
            .ToList();
        return models.Count == 1
            ? ModelFile.Read(models[0], engine)
            : throw new InvalidDataException(models.Count == 0 ? "The file holds no CNN." : $"The file holds {models.Count} CNNs.");
    }

    /// <summary>ML.NET writes an array as its length and then its bytes.</summary>
    private static byte[] ReadBytes(ZipArchiveEntry entry)
    {
        using var reader = new BinaryReader(entry.Open());
        int length = reader.ReadInt32();
        // Never trust a length that the file could not hold.
        if (length < 0 || length > entry.Length)
            throw new InvalidDataException($"The entry '{entry.FullName}' says it holds {length} bytes but has {entry.Length}.");
        byte[] bytes = reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new InvalidDataException($"The entry '{entry.FullName}' ends early.");
    }

    /// <summary>The label column with the user's values, as the stock components have kept it.</summary>
    private static ClassLabels ReadLabels(string path, TrainedNetwork model)
    {
        var stock = new MLContext();
        var loaded = stock.Model.Load(path, out _);
        using var lifetime = loaded as IDisposable;
        // 0.1.0 wrote another classifier there.
        var chain = Chains(loaded).First(steps => steps.OfType<ISingleFeaturePredictionTransformer<object>>().Any(classifier => classifier.FeatureColumnName == PortableModel.OneHot));
        var output = chain.GetOutputSchema(EmptyView.Of(model.ImageColumn).Schema);
        return new ClassLabels(model.Info.LabelColumnName, new DataViewSchema.DetachedColumn(output[ScoringSchema.PredictedLabelName]), model.ClassNames);
    }

    private static IEnumerable<TransformerChain<ITransformer>> Chains(ITransformer transformer) => transformer is TransformerChain<ITransformer> chain
        ? chain.SelectMany(Chains).Append(chain)
        : [];
}
