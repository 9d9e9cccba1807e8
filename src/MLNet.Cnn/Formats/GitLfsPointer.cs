using System.Globalization;
using System.Text;

namespace MLNet.Cnn;

/// <summary>The few lines of text that a clone without Git LFS has in place of a large file.</summary>
/// <remarks>Source: docs/spec.md of git-lfs: the version first, then lines of a key and a value, fewer than 1,024 bytes in all.</remarks>
internal static class GitLfsPointer
{
    /// <summary>The most bytes that a pointer has.</summary>
    public const int LongestLength = 1024;

    private static ReadOnlySpan<byte> Version => "version https://git-lfs.github.com/spec/v1"u8;

    /// <summary>What to say of a file that begins so, or <see langword="null"/> if it is none.</summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith(Version))
            return null;
        string? size = Encoding.UTF8.GetString(start[..Math.Min(start.Length, LongestLength)]).Split('\n')
            .FirstOrDefault(line => line.StartsWith("size ", StringComparison.Ordinal))?["size ".Length..];
        string bytes = long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? FormattableString.Invariant($" of {number:N0} bytes") : "";
        return $"the pointer that Git LFS leaves in place of a file{bytes}: run 'git lfs pull' where it was cloned";
    }
}
