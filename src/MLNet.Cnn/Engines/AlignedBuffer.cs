using System.Runtime.CompilerServices;

namespace MLNet.Cnn;

/// <summary>Memory that never moves and begins where vector registers like it: an engine can read it without a copy.</summary>
internal static class AlignedBuffer
{
    /// <summary>Bytes; libtorch aligns its own memory so.</summary>
    public const int Alignment = 64;

    /// <summary>Zeros.</summary>
    public static unsafe Memory<float> Allocate(int length)
    {
        float[] array = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        nuint start = (nuint)Unsafe.AsPointer(ref array[0]);
        int skipped = (int)((Alignment - start % Alignment) % Alignment / sizeof(float));
        return array.AsMemory(skipped, length);
    }
}
