namespace MLNet.Cnn;

/// <summary>Little-endian numbers of an HDF5 file; 0 where the bytes end before them.</summary>
internal static class HdfBytes
{
    /// <summary>The address of what is not there.</summary>
    public const ulong Undefined = ulong.MaxValue;

    public static ulong UInt64At(ReadOnlySpan<byte> bytes, int place) => NumberAt(bytes, place, 8);

    public static uint UInt32At(ReadOnlySpan<byte> bytes, int place) => (uint)NumberAt(bytes, place, 4);

    public static int UInt16At(ReadOnlySpan<byte> bytes, int place) => (int)NumberAt(bytes, place, 2);

    public static ulong NumberAt(ReadOnlySpan<byte> bytes, int place, int size)
    {
        ulong number = 0;
        for (int i = size - 1; i >= 0 && place + size <= bytes.Length; i--)
            number = number << 8 | bytes[place + i];
        return number;
    }
}
