using System.Buffers.Binary;
using Google.Protobuf;

namespace MLNet.Cnn.Tests;

/// <summary>Reads event files as TensorBoard does: checks every checksum and understands scalars. Shares no code with what writes them.</summary>
internal static class EventFileReader
{
    public sealed record Event(double WallTime, long Step, string? FileVersion, IReadOnlyDictionary<string, float> Scalars);

    /// <summary>CRC32C bit by bit: the reflected polynomial 0x82F63B78 of RFC 3720.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        return crc ^ 0xFFFFFFFF;
    }

    public static List<Event> Read(byte[] file)
    {
        var events = new List<Event>();
        for (int at = 0; at < file.Length;)
        {
            var length = file.AsSpan(at, 8);
            int size = (int)BinaryPrimitives.ReadUInt64LittleEndian(length);
            Assert.Equal(Crc32C(length), Unmask(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8))));
            var data = file.AsSpan(at + 12, size);
            Assert.Equal(Crc32C(data), Unmask(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + size))));
            events.Add(Parse(data.ToArray()));
            at += 12 + size + 4;
        }
        return events;
    }

    /// <summary>The reverse of the mask in TensorFlow's <c>crc32c.h</c>: ((crc &gt;&gt; 15) | (crc &lt;&lt; 17)) + 0xa282ead8.</summary>
    private static uint Unmask(uint masked)
    {
        uint rotated = unchecked(masked - 0xa282ead8);
        return (rotated >> 17) | (rotated << 15);
    }

    private static Event Parse(byte[] data)
    {
        var result = new Event(0, 0, null, new Dictionary<string, float>());
        var input = new CodedInputStream(data);
        while (input.ReadTag() is var tag and not 0)
        {
            result = (tag >> 3) switch
            {
                1 => result with { WallTime = input.ReadDouble() },
                2 => result with { Step = input.ReadInt64() },
                3 => result with { FileVersion = input.ReadString() },
                5 => result with { Scalars = Summary(input.ReadBytes().ToByteArray()) },
                var field => throw new InvalidDataException($"Event has the field {field}."),
            };
        }
        return result;
    }

    private static Dictionary<string, float> Summary(byte[] data)
    {
        var scalars = new Dictionary<string, float>();
        var input = new CodedInputStream(data);
        while (input.ReadTag() is var tag and not 0)
        {
            Assert.Equal(1u, tag >> 3);
            var value = new CodedInputStream(input.ReadBytes().ToByteArray());
            Assert.Equal(1u, value.ReadTag() >> 3);
            string name = value.ReadString();
            Assert.Equal((2u << 3) | 5, value.ReadTag());
            scalars[name] = value.ReadFloat();
            Assert.True(value.IsAtEnd);
        }
        return scalars;
    }
}
