using System.Text.Json;

namespace MLNet.Cnn.Samples;

/// <summary>Everything that <c>compare</c> shows in the end.</summary>
internal sealed record CompareResult
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>How long it might take.</summary>
    public required int Minutes { get; init; }

    /// <summary>The candidate that is first.</summary>
    public required string Best { get; init; }

    /// <summary>How long it took, over all restarts.</summary>
    public required double Seconds { get; init; }

    /// <summary>The table, as <c>leaderboard.json</c> has it too.</summary>
    public required JsonElement Leaderboard { get; init; }

    /// <summary>Images that could not be read and were left out.</summary>
    public required IReadOnlyList<UnreadableImage> Unreadable { get; init; }

    /// <summary>What was saved.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Whether Ctrl-C ended it early.</summary>
    public required bool Stopped { get; init; }
}
