using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace MLNet.Cnn.Tests;

/// <summary>The fields of one message in protobuf's wire format.</summary>
internal sealed class ProtoFields
{
    private readonly List<(int Field, long Number, byte[] Bytes)> _fields = [];

    public ProtoFields(byte[] message)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            _fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (field, input.ReadInt64(), []),
                WireFormat.WireType.Fixed32 => (field, input.ReadFixed32(), []),
                WireFormat.WireType.Fixed64 => (field, (long)input.ReadFixed64(), []),
                _ => (field, 0, input.ReadBytes().ToByteArray()),
            });
        }
    }

    public IEnumerable<ProtoFields> Messages(int field) => All(field).Select(bytes => new ProtoFields(bytes));

    public IEnumerable<string> Texts(int field) => All(field).Select(Encoding.UTF8.GetString);

    public string Text(int field) => Texts(field).FirstOrDefault("");

    public byte[]? Bytes(int field) => All(field).FirstOrDefault();

    public long Number(int field) => _fields.FirstOrDefault(entry => entry.Field == field).Number;

    public float Float(int field) => BitConverter.Int32BitsToSingle((int)Number(field));

    /// <summary>Whole numbers, one a field or packed into one.</summary>
    public IEnumerable<long> Numbers(int field)
    {
        foreach (var entry in _fields.Where(entry => entry.Field == field))
        {
            if (entry.Bytes.Length == 0)
                yield return entry.Number;
            var packed = new CodedInputStream(entry.Bytes);
            while (!packed.IsAtEnd)
                yield return packed.ReadInt64();
        }
    }

    /// <summary>Floats, one a field or packed into one.</summary>
    public IEnumerable<float> Floats(int field) => _fields.Where(entry => entry.Field == field).SelectMany(entry => entry.Bytes.Length == 0
        ? [BitConverter.Int32BitsToSingle((int)entry.Number)]
        : Enumerable.Range(0, entry.Bytes.Length / 4).Select(i => BinaryPrimitives.ReadSingleLittleEndian(entry.Bytes.AsSpan(4 * i))));

    private IEnumerable<byte[]> All(int field) => _fields.Where(entry => entry.Field == field).Select(entry => entry.Bytes);
}
