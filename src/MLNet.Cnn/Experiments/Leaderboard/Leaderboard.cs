using System.Text;

namespace MLNet.Cnn;

/// <summary>Models side by side, the most accurate first, with how far that order can be trusted.</summary>
/// <remarks>The order goes by <see cref="LeaderboardRow.Scores"/>; equal accuracies by the lower log-loss, then as given. Test images have no part in it: they come
/// in once, by <see cref="WithTest"/>, when the order is made. <c>mlContext.MulticlassClassification.CompareModels</c> makes one of models that are trained.</remarks>
public sealed record Leaderboard
{
    /// <summary>Puts models in order.</summary>
    /// <param name="rows">The models.</param>
    /// <exception cref="ArgumentException">There are none, a row has neither scores nor an error, or two were measured on different numbers of images.</exception>
    public Leaderboard(IReadOnlyList<LeaderboardRow> rows)
    {
        Rows = LeaderboardOrder.Of(rows);
        Places = LeaderboardPlace.Of([.. Rows.Select(row => row.Scores).OfType<ModelScores>()]);
    }

    /// <summary>The models in their order; attempts without a model stand at the end.</summary>
    public IReadOnlyList<LeaderboardRow> Rows { get; private init; }

    /// <summary>The place of each model, as far as it is settled; attempts without a model have none.</summary>
    public IReadOnlyList<LeaderboardPlace> Places { get; }

    /// <summary>What stands above it.</summary>
    /// <value>Default: <c>Leaderboard</c>.</value>
    public string Title { get; init; } = "Leaderboard";

    /// <summary>Which images the order goes by, in a word.</summary>
    /// <value>Default: <c>validation</c>.</value>
    public string MeasuredOn { get; init; } = "validation";

    /// <summary>How many images two of the sets have in common.</summary>
    /// <value>Default: none, not counted. A count of 0 says that it was counted.</value>
    public IReadOnlyList<DuplicateImages> Duplicates { get; init; } = [];

    /// <summary>What else is to be known of it, in sentences that stand below it.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same leaderboard with the last column: each model measured on images on which nothing was chosen. The order stays as it is.</summary>
    /// <param name="measure">Measures the model of a row on the test images; <see langword="null"/> leaves it out. Not called for rows without a model.</param>
    /// <exception cref="InvalidOperationException">The test images were used before: whoever looks twice begins to choose by them.</exception>
    /// <exception cref="ArgumentException">Two models were measured on different numbers of images.</exception>
    public Leaderboard WithTest(Func<LeaderboardRow, ModelScores?> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if (Rows.FirstOrDefault(row => row.Test is not null) is { } tested)
            throw new InvalidOperationException($"'{tested.Name}' has been measured on the test images already, and they are used once: whoever looks at them again begins to choose by them. Keep the leaderboard that has them, or test on new images.");
        var rows = Rows.Select(row => row.Scores is null ? row : row with { Test = measure(row) }).ToList();
        LeaderboardOrder.CheckSameImages(rows, row => row.Test, "tested");
        return this with { Rows = rows };
    }

    /// <summary>The table as text for a console, with what is to be known of it below.</summary>
    /// <param name="width">How many characters a line may have, at least 40. Columns that do not fit stand in a further table below.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 40.</exception>
    public string ToText(int width = 80) => LeaderboardText.Write(this, width);

    /// <summary>The table as text, 80 characters wide.</summary>
    public override string ToString() => ToText();

    /// <summary>A line for each model as comma-separated values (RFC 4180): numbers invariant and exact, what was not measured empty.</summary>
    public string ToCsv() => LeaderboardCsv.Write(this);

    /// <summary>Everything as JSON, from which <see cref="FromJson"/> makes the same leaderboard.</summary>
    public string ToJson() => LeaderboardJson.Write(this);

    /// <summary>Everything as one HTML page that needs nothing else and fetches nothing: the table, sorted by a click, with learning curves, accuracy against time, and settings against accuracy.</summary>
    public string ToHtml() => LeaderboardPage.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="InvalidDataException">It is no leaderboard, or one of a newer version; the message says which.</exception>
    public static Leaderboard FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LeaderboardJson.Read(json);
    }

    /// <summary>Writes <see cref="ToCsv"/> as a file; an existing one is replaced only once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public void SaveCsv(string path) => Save(path, ToCsv());

    /// <summary>Writes <see cref="ToJson"/> as a file; an existing one is replaced only once the new one is complete.</summary>
    /// <inheritdoc cref="SaveCsv" path="/*[not(self::summary)]"/>
    public void SaveJson(string path) => Save(path, ToJson());

    /// <summary>Writes <see cref="ToHtml"/> as a file; an existing one is replaced only once the new one is complete.</summary>
    /// <inheritdoc cref="SaveCsv" path="/*[not(self::summary)]"/>
    public void SaveHtml(string path) => Save(path, ToHtml());

    private static void Save(string path, string text) => SafeFile.Write(path, Encoding.UTF8.GetBytes(text));
}
