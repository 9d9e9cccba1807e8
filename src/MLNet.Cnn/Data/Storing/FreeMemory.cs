namespace MLNet.Cnn;

/// <summary>How much memory there is left.</summary>
internal static class FreeMemory
{
    /// <summary>Half of what is free, in bytes.</summary>
    public static long Half() => All() / 2;

    /// <summary>What is free, in bytes, within the limits of the container that the process runs in.</summary>
    public static long All()
    {
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        if (memory.Index == 0)
        {
            // The runtime looks at the machine when it collects; nothing was collected yet.
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            memory = GC.GetGCMemoryInfo(GCKind.Any);
        }
        return Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes);
    }
}
