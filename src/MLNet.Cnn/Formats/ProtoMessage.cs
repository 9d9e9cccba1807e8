using System.Runtime.InteropServices;
using Google.Protobuf;

namespace MLNet.Cnn;

/// <summary>One message in protobuf's wire format, written field by field: all that the files of ONNX and TensorBoard need.</summary>
internal sealed class ProtoMessage
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    public ProtoMessage() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    public ProtoMessage Number(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    public ProtoMessage Float(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
        return this;
    }

    public ProtoMessage Double(int field, double value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed64);
        _output.WriteDouble(value);
        return this;
    }

    public ProtoMessage Text(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    public ProtoMessage Message(int field, ProtoMessage value) => Bytes(field, value.ToArray());

    /// <summary>The bytes of an array, little-endian as on every platform that .NET runs on today.</summary>
    public ProtoMessage Raw<T>(int field, ReadOnlySpan<T> values)
        where T : unmanaged => Bytes(field, MemoryMarshal.AsBytes(values));

    public byte[] ToArray()
    {
        _output.Flush();
        return _bytes.ToArray();
    }

    private ProtoMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteLength(value.Length);
        _output.Flush();
        _bytes.Write(value);
        return this;
    }
}
