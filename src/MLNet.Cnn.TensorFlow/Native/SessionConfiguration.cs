using System.Text;

namespace MLNet.Cnn;

/// <summary>What a session is told, as the bytes of TensorFlow's <c>ConfigProto</c> (tensorflow/core/protobuf/config.proto).</summary>
internal static class SessionConfiguration
{
    private const byte DeviceCount = 1 << 3 | 2, IntraOpThreads = 2 << 3, InterOpThreads = 5 << 3;

    /// <summary>The CPU only; operations one after the other on the calling thread, each on up to that many threads.</summary>
    /// <remarks>
    /// One operation at a time is faster for the chains that these networks are, and keeps the order of sums.
    /// Below zero, the number of threads between operations means the caller's own.
    /// </remarks>
    public static byte[] Bytes(int threads)
    {
        byte[] device = Encoding.ASCII.GetBytes("GPU");
        byte[] entry = [1 << 3 | 2, (byte)device.Length, .. device, 2 << 3, 0];
        return [DeviceCount, (byte)entry.Length, .. entry, IntraOpThreads, .. Number(threads), InterOpThreads, .. Number(-1)];
    }

    /// <summary>Seven bits a byte, the lowest first; negative numbers have 64 bits.</summary>
    private static IEnumerable<byte> Number(long value)
    {
        ulong rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
            yield return (byte)(rest | 0x80);
        yield return (byte)rest;
    }
}
