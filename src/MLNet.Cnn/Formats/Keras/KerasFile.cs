using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Reads <c>.keras</c> files: a configuration, and the weights it asks for.</summary>
internal static class KerasFile
{
    public static KerasModel Read(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            var (config, weights) = KerasArchive.Read(path);
            using var document = JsonDocument.Parse(config, new JsonDocumentOptions { MaxDepth = 256 });
            using var reader = new KerasWeightsReader(weights);
            return new KerasGraph(reader).Build(document.RootElement);
        }
        catch (NotSupportedException exception)
        {
            throw new NotSupportedException($"'{name}': {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or ArgumentException or OverflowException
            or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{name}' cannot be imported: {exception.Message}", exception);
        }
    }
}
