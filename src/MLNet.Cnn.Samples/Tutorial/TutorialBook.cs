using System.Globalization;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>All chapters, in their order.</summary>
internal static class TutorialBook
{
    private const int NearbyEdits = 3;

    /// <summary>The chapters.</summary>
    public static IReadOnlyList<TutorialChapter> Chapters { get; } =
    [
        new BaselineChapter(),
        new ConvolutionChapter(),
        new StridesChapter(),
        new PoolingChapter(),
        new BatchNormalizationChapter(),
        new LeNetChapter(),
        new DeepChapter(),
        new PipelineChapter(),
    ];

    /// <summary>The names, for help and errors.</summary>
    public static string Names => string.Join(", ", Chapters.Select(chapter => chapter.Name));

    /// <summary>The place of a chapter, counted from 1.</summary>
    public static int NumberOf(TutorialChapter chapter) => Chapters.Index().First(entry => entry.Item.Name == chapter.Name).Index + 1;

    /// <summary>The chapter of a name or number.</summary>
    /// <exception cref="UserError">There is none; the message lists all and names the nearest.</exception>
    public static TutorialChapter Find(string name) =>
        Chapters.FirstOrDefault(chapter => string.Equals(chapter.Name, name, StringComparison.OrdinalIgnoreCase) || chapter.Number.ToString(CultureInfo.InvariantCulture) == name)
        ?? throw new UserError($"There is no chapter '{name}'{Suggestion(name)}: choose from {Names}, or a number from 1 to {Chapters.Count}.");

    private static string Suggestion(string name)
    {
        var nearest = Chapters.MinBy(chapter => Edits(chapter.Name, name.ToLowerInvariant()))!;
        return Edits(nearest.Name, name.ToLowerInvariant()) <= NearbyEdits ? $" (did you mean '{nearest.Name}'?)" : "";
    }

    /// <summary>How many letters must be put in, left out or replaced to make one word of the other.</summary>
    private static int Edits(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        foreach (var letter in first)
        {
            var diagonal = row[0]++;
            for (var i = 1; i < row.Length; i++)
                (diagonal, row[i]) = (row[i], Math.Min(Math.Min(row[i], row[i - 1]) + 1, diagonal + (letter == second[i - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
