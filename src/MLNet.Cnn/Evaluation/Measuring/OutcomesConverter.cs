using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Cnn;

/// <summary>Right and wrong in JSON: how many, and a bit for each in base64, the first in the lowest bit of the first byte.</summary>
internal sealed class OutcomesConverter : JsonConverter<IReadOnlyList<bool>>
{
    private const int BitsPerByte = 8;

    private sealed record Packed(int Count, byte[] Bits);

    public override IReadOnlyList<bool> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var packed = JsonSerializer.Deserialize<Packed>(ref reader, options);
        if (packed?.Bits is not { } bits || packed.Count < 0 || bits.Length != (packed.Count + BitsPerByte - 1) / BitsPerByte)
            throw new JsonException("The outcomes of single images have another length than their count says.");
        return [.. Enumerable.Range(0, packed.Count).Select(image => (bits[image / BitsPerByte] >> (image % BitsPerByte) & 1) == 1)];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<bool> value, JsonSerializerOptions options)
    {
        var bits = new byte[(value.Count + BitsPerByte - 1) / BitsPerByte];
        for (int image = 0; image < value.Count; image++)
        {
            if (value[image])
                bits[image / BitsPerByte] |= (byte)(1 << (image % BitsPerByte));
        }
        JsonSerializer.Serialize(writer, new Packed(value.Count, bits), options);
    }
}
