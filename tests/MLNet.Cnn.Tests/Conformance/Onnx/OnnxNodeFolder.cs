using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Reads a node test of ONNX as that project keeps it: <c>model.onnx</c> with one node, and its inputs and outputs beside it.</summary>
/// <remarks>Field numbers and types are those of onnx.proto3.</remarks>
internal static class OnnxNodeFolder
{
    /// <exception cref="NotSupportedException">The model holds other than one node, or arrays that are not of numbers.</exception>
    public static OnnxNode Read(string folder)
    {
        var model = new ProtoFields(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
        var graph = model.Messages(7).Single();
        ProtoFields[] nodes = [.. graph.Messages(1)];
        if (nodes.Length != 1)
            throw new NotSupportedException($"it is a graph of {nodes.Length} nodes");
        var node = nodes[0];
        string[] given = [.. graph.Messages(11).Select(input => input.Text(1))];
        string data = Path.Combine(folder, "test_data_set_0");
        return new OnnxNode(
            Path.GetFileName(folder),
            node.Text(4),
            (int)model.Messages(8).Where(set => set.Text(1) == node.Text(7)).Select(set => set.Number(2)).FirstOrDefault(),
            node.Messages(5).ToDictionary(attribute => attribute.Text(1), Attribute),
            [.. node.Texts(1).Select(name => name.Length == 0 ? null : Array(Path.Combine(data, $"input_{System.Array.IndexOf(given, name)}.pb")))],
            [.. node.Texts(2).Where(name => name.Length > 0).Select((_, i) => Array(Path.Combine(data, $"output_{i}.pb")))]);
    }

    // AttributeProto.AttributeType: FLOAT 1, INT 2, STRING 3, FLOATS 6, INTS 7.
    private static JsonElement Attribute(ProtoFields attribute) => attribute.Number(20) switch
    {
        1 => JsonSerializer.SerializeToElement(attribute.Float(2)),
        2 => JsonSerializer.SerializeToElement(attribute.Number(3)),
        3 => JsonSerializer.SerializeToElement(attribute.Text(4)),
        6 => JsonSerializer.SerializeToElement(attribute.Floats(7)),
        7 => JsonSerializer.SerializeToElement(attribute.Numbers(8)),
        var kind => throw new NotSupportedException($"its attribute '{attribute.Text(1)}' is of the kind {kind}"),
    };

    // TensorProto.DataType: FLOAT 1, UINT8 2, INT8 3, INT32 6, INT64 7, BOOL 9, FLOAT16 10, DOUBLE 11.
    private static OnnxTensor Array(string file)
    {
        var tensor = new ProtoFields(File.ReadAllBytes(file));
        int[] dims = [.. tensor.Numbers(1).Select(d => (int)d)];
        byte[]? raw = tensor.Bytes(9);
        return tensor.Number(2) switch
        {
            1 => Of("float32", raw is null ? tensor.Floats(4) : Cast<float>()),
            2 => Of("uint8", raw is null ? tensor.Numbers(5).Select(value => (float)value) : Cast<byte>().Select(value => (float)value)),
            3 => Of("int8", raw is null ? tensor.Numbers(5).Select(value => (float)value) : Cast<sbyte>().Select(value => (float)value)),
            6 => Of("int32", raw is null ? tensor.Numbers(5).Select(value => (float)value) : Cast<int>().Select(value => (float)value)),
            7 => Of("int64", raw is null ? tensor.Numbers(7).Select(value => (float)value) : Cast<long>().Select(value => (float)value)),
            9 => Of("bool", raw is null ? tensor.Numbers(5).Select(value => (float)value) : Cast<byte>().Select(value => (float)value)),
            10 when raw is not null => Of("float16", Cast<Half>().Select(value => (float)value)),
            11 when raw is not null => Of("float64", Cast<double>().Select(value => (float)value)),
            var kind => throw new NotSupportedException($"it holds arrays of the kind {kind}"),
        };

        T[] Cast<T>()
            where T : unmanaged => MemoryMarshal.Cast<byte, T>(raw).ToArray();

        OnnxTensor Of(string type, IEnumerable<float> values) => new(type, new Tensor([.. values], dims));
    }
}
