using System.Globalization;
using System.Text;

namespace MLNet.Cnn;

/// <summary>What a set of images is like: what <c>mlContext.Data.DescribeImages</c> and <c>DescribeImageFolder</c> found.</summary>
public sealed record ImageDescription
{
    /// <summary>Which folders were taken for what, as a sentence.</summary>
    /// <value><see langword="null"/> where each folder is a class, and for what is no folder.</value>
    public string? Division { get; init; }

    /// <summary>What lies in the folder and is not read, each as a sentence.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Which images of one part of a divided folder are in another part too; empty if there are none, and for what is no divided folder.</summary>
    public IReadOnlyList<ImageOverlap> Overlaps { get; init; } = [];

    /// <summary>How many images there are, those included that cannot be read.</summary>
    public required int Count { get; init; }

    /// <summary>How many images each class has, by name; empty without a label column.</summary>
    public required IReadOnlyList<ImageCount> Classes { get; init; }

    /// <summary>How many images there are of each size, <c>width x height</c>, upright, the most frequent first.</summary>
    public required IReadOnlyList<ImageCount> Sizes { get; init; }

    /// <summary>How many images are gray, in color, and transparent, the most frequent first.</summary>
    public required IReadOnlyList<ImageCount> Colors { get; init; }

    /// <summary>How many images there are of each format, the most frequent first.</summary>
    public required IReadOnlyList<ImageCount> Formats { get; init; }

    /// <summary>Groups of files with the same bytes.</summary>
    public required IReadOnlyList<IReadOnlyList<ImageReference>> ExactDuplicates { get; init; }

    /// <summary>Groups of images that look the same, but are other files: saved again, resized or slightly changed. Each looks the same as the first of its group.</summary>
    public required IReadOnlyList<IReadOnlyList<ImageReference>> NearDuplicates { get; init; }

    /// <summary>How many images were not compared with others for <see cref="NearDuplicates"/>, because very many are almost alike.</summary>
    /// <value>Default: 0. Comparing ends after 2,000 comparisons for each image, which is some ten seconds for 100,000 images.</value>
    public int NotCompared { get; init; }

    /// <summary>Images that can be read, but deserve a look, each with the reason.</summary>
    public required IReadOnlyList<SuspiciousImage> Suspicious { get; init; }

    /// <summary>Images that cannot be read, each with the reason.</summary>
    public required IReadOnlyList<UnreadableImage> Unreadable { get; init; }

    /// <summary>The numbers in a few lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Division is not null)
            text.AppendLine(Division);
        foreach (string sentence in LeftOut)
            text.AppendLine(sentence);
        text.Append(CultureInfo.InvariantCulture, $"{Counted.Of(Count, "image")}, {Unreadable.Count:N0} of them cannot be read").AppendLine();
        Line("classes", Classes);
        Line("sizes", Sizes);
        Line("colors", Colors);
        Line("formats", Formats);
        text.Append(CultureInfo.InvariantCulture, $"duplicates: {Counted.Of(ExactDuplicates.Count, "group")} of the same file, {Counted.Of(NearDuplicates.Count, "group")} of files that look the same")
            .AppendLine(NotCompared == 0 ? "" : $" ({Counted.Of(NotCompared, "image")} not compared: too many are almost alike)");
        foreach (var overlap in Overlaps)
            text.AppendLine(overlap.ToString());
        text.Append(CultureInfo.InvariantCulture, $"suspicious: {Suspicious.Count:N0}").AppendLine();
        return text.ToString();

        void Line(string name, IReadOnlyList<ImageCount> counts) => text
            .Append(name).Append(": ").AppendJoin(", ", counts.Take(10).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Name} ({count.Count:N0})")))
            .AppendLine(counts.Count > 10 ? ", …" : "");
    }
}

/// <summary>How many images share something.</summary>
/// <param name="Name">What they share.</param>
/// <param name="Count">How many they are.</param>
public sealed record ImageCount(string Name, int Count);

/// <summary>One image of a set.</summary>
/// <param name="Row">The row of the data, counted from 0.</param>
/// <param name="Path">Its path, or <see langword="null"/> where the data has none.</param>
/// <param name="Label">Its class, or <see langword="null"/> without a label column.</param>
public sealed record ImageReference(long Row, string? Path, string? Label);

/// <summary>An image that deserves a look.</summary>
/// <param name="Image">The image.</param>
/// <param name="Reason">Why, as a sentence without its full stop.</param>
public sealed record SuspiciousImage(ImageReference Image, string Reason);
