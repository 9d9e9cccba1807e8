using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Reads a .safetensors file: the length of a JSON header, the header, and raw little-endian arrays.</summary>
internal sealed class SafeTensors
{
    private readonly byte[] _file;
    private readonly int _start;
    private readonly Dictionary<string, (string Type, int[] Shape, int Begin, int End)> _entries = [];

    public SafeTensors(string path)
    {
        _file = File.ReadAllBytes(path);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(_file);
        _start = 8 + header;
        using var document = JsonDocument.Parse(_file.AsMemory(8, header));
        foreach (var entry in document.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            var offsets = entry.Value.GetProperty("data_offsets");
            _entries[entry.Name] = (
                entry.Value.GetProperty("dtype").GetString()!,
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())],
                offsets[0].GetInt32(),
                offsets[1].GetInt32());
        }
    }

    public IEnumerable<string> Names => _entries.Keys;

    public bool Has(string name) => _entries.ContainsKey(name);

    public int[] Shape(string name) => _entries[name].Shape;

    public float[] this[string name]
    {
        get
        {
            var (type, _, begin, end) = _entries[name];
            var bytes = _file.AsSpan(_start + begin, end - begin);
            return type switch
            {
                "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
                "F64" => [.. MemoryMarshal.Cast<byte, double>(bytes).ToArray().Select(value => (float)value)],
                "I32" => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(value => (float)value)],
                "I64" => [.. MemoryMarshal.Cast<byte, long>(bytes).ToArray().Select(value => (float)value)],
                _ => throw new InvalidDataException($"'{name}' has the type {type}."),
            };
        }
    }
}
