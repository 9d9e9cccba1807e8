using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>A leaderboard as JSON text: rows as they are, with the numbers that follow from them for other programs to read.</summary>
internal static class LeaderboardJson
{
    private static readonly JsonSerializerOptions _options = new(RecordJson.Options) { WriteIndented = true };

    private sealed record Content(int Format, Leaderboard Leaderboard);

    public static string Write(Leaderboard leaderboard) => JsonSerializer.Serialize(new Content(StoredFormat.Current, leaderboard), _options);

    public static Leaderboard Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            StoredFormat.Check(document.RootElement.GetProperty(nameof(Content.Format)).GetInt32(), "The leaderboard");
            return document.Deserialize<Content>(_options)!.Leaderboard;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"The leaderboard cannot be read: {exception.Message}", exception);
        }
    }
}
