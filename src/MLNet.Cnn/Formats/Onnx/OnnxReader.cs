using System.Runtime.InteropServices;
using Google.Protobuf;
using static MLNet.Cnn.OnnxFields;

namespace MLNet.Cnn;

/// <summary>Reads back what <see cref="OnnxWriter"/> wrote: the entries beside the graph, and the weights.</summary>
internal sealed class OnnxReader
{
    private readonly Dictionary<string, byte[]> _constants = [];
    private readonly Dictionary<string, string> _metadata = [];

    private OnnxReader()
    {
    }

    /// <summary>Text entries beside the graph.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="InvalidDataException">They are not an ONNX model, or end early.</exception>
    public static OnnxReader Read(byte[] model)
    {
        var reader = new OnnxReader();
        try
        {
            ForEachField(model, (field, value) =>
            {
                if (field == ModelGraph)
                    ForEachField(value(), (inner, tensor) => { if (inner == GraphInitializer) reader.AddConstant(tensor()); });
                else if (field == ModelMetadataProps)
                    reader.AddEntry(value());
            });
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException($"The ONNX model is damaged: {exception.Message}", exception);
        }
        return reader;
    }

    /// <summary>The weights of a network.</summary>
    /// <exception cref="InvalidDataException">A weight is missing or of another shape.</exception>
    public NetworkWeights Weights(Network network) => new(network, network.Layers.SelectMany(layer => layer.Weights.Select(spec =>
    {
        string path = layer.PathOf(spec);
        if (!_constants.TryGetValue(path, out var constant) || constant.Length != (long)spec.Shape.Size * sizeof(float))
            throw new InvalidDataException($"The model has no weight '{path}' of the shape {spec.Shape}.");
        var values = MemoryMarshal.Cast<byte, float>(constant);
        return new WeightArray(path, spec.Shape, spec.Shape.Rank == 4 ? WeightLayout.FromOutputFirst(values, spec.Shape) : values.ToArray());
    })));

    private void AddConstant(byte[] tensor)
    {
        string name = "";
        byte[] values = [];
        ForEachField(tensor, (field, value) =>
        {
            if (field == TensorName)
                name = System.Text.Encoding.UTF8.GetString(value());
            else if (field == TensorRawData)
                values = value();
        });
        _constants[name] = values;
    }

    private void AddEntry(byte[] entry)
    {
        string key = "", text = "";
        ForEachField(entry, (field, value) =>
        {
            if (field == EntryKey)
                key = System.Text.Encoding.UTF8.GetString(value());
            else if (field == EntryValue)
                text = System.Text.Encoding.UTF8.GetString(value());
        });
        _metadata[key] = text;
    }

    /// <summary>Visits the fields that have a length; others are skipped.</summary>
    private static void ForEachField(byte[] message, Action<int, Func<byte[]>> visit)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                input.SkipLastField();
                continue;
            }
            byte[]? bytes = null;
            visit(WireFormat.GetTagFieldNumber(tag), () => bytes ??= input.ReadBytes().ToByteArray());
            if (bytes is null)
                input.SkipLastField();
        }
    }
}
