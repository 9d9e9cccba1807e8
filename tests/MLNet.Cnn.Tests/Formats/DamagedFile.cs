namespace MLNet.Cnn.Tests;

/// <summary>Damages files, and watches what reading them does.</summary>
internal static class DamagedFile
{
    // The files are small; what a reader needs beside them is buffers.
    private const long MostBytes = 64 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The file with one to three bytes changed: a bit, all bits, or anything.</summary>
    public static IEnumerable<byte[]> Variants(byte[] whole, int count)
    {
        var random = new Random(20261124);
        for (int i = 0; i < count; i++)
        {
            byte[] damaged = [.. whole];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int place = random.Next(damaged.Length);
                damaged[place] = random.Next(3) switch { 0 => (byte)(damaged[place] ^ (1 << random.Next(8))), 1 => 255, _ => (byte)random.Next(256) };
            }
            yield return damaged;
        }
    }

    /// <summary>Whether reading failed. It must do so as documented, soon and in little memory.</summary>
    public static bool Fails(byte[] file, Action read)
    {
        bool failed = false;
        Exception? wrong = null;
        long allocated = 0;
        // A thread of its own, so that a reader that never ends is a failure and no hang.
        var thread = new Thread(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read();
            }
            catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
            {
                failed = true;
            }
            catch (Exception exception)
            {
                wrong = exception;
            }
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Longest), Describe("did not end", file));
        Assert.True(wrong is null, Describe($"{wrong}", file));
        Assert.True(allocated < MostBytes, Describe(FormattableString.Invariant($"took {allocated} bytes"), file));
        return failed;
    }

    private static string Describe(string what, byte[] file) => $"{what}\n{Convert.ToBase64String(file)}";
}
