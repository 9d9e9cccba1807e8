using System.Globalization;

namespace MLNet.Cnn;

/// <summary>Which images of one set are in another one too, as <c>mlContext.Data.FindSharedImages</c> finds them: a model that learned from the first set knows them already.</summary>
public sealed record ImageOverlap
{
    /// <summary>What the images of the first set are for, such as <c>training</c>.</summary>
    public required string First { get; init; }

    /// <summary>What the images of the second set are for, such as <c>test</c>.</summary>
    public required string Second { get; init; }

    /// <summary>How many images the second set has.</summary>
    public required int Count { get; init; }

    /// <summary>Images of the second set that are files of the first one, byte for byte.</summary>
    public required IReadOnlyList<SharedImage> SameFile { get; init; }

    /// <summary>Images of the second set that look the same as one of the first, but are other files: saved again, resized or slightly changed.</summary>
    public required IReadOnlyList<SharedImage> LookTheSame { get; init; }

    /// <summary>How many images of the second set are in the first one too.</summary>
    public int SharedCount => SameFile.Count + LookTheSame.Count;

    /// <summary>How many images of the second set were not compared by their looks, because very many of the first are almost alike.</summary>
    /// <value>Default: 0.</value>
    public int NotCompared { get; init; }

    /// <summary>A sentence: <c>20 of 80 test images are also training images (12 are the same file, 8 look the same), so the test figures are too good. …</c></summary>
    public override string ToString()
    {
        string shared = SharedCount == 0
            ? $"None of {Number(Count)} {Second} images is also a {First} image."
            : $"{Number(SharedCount)} of {Number(Count)} {Second} images {(SharedCount == 1 ? $"is also a {First} image" : $"are also {First} images")} ({Number(SameFile.Count)} {(SameFile.Count == 1 ? "is" : "are")} the same file, {Number(LookTheSame.Count)} {(LookTheSame.Count == 1 ? "looks" : "look")} the same), so the {Second} figures are too good. Take them out of one of the two.";
        return NotCompared == 0 ? shared : $"{shared} {Number(NotCompared)} were not compared by their looks: too many {First} images are almost alike.";
    }

    internal static ImageOverlap Of(string firstName, IReadOnlyList<InspectedImage> first, string secondName, IReadOnlyList<InspectedImage> second)
    {
        var readable = first.Where(image => image.Failure is null).ToList();
        var byContent = readable.GroupBy(image => image.Sha256).ToDictionary(group => group.Key, group => group.First());
        var search = new NearSearch(readable);
        List<SharedImage> same = [], alike = [];
        int notCompared = 0;
        foreach (var image in second.Where(image => image.Failure is null))
        {
            if (byContent.TryGetValue(image.Sha256, out var known))
                same.Add(new SharedImage(image.Image, known.Image));
            else if (search.IsOver)
                notCompared++;
            else if (search.Near(image.Hash!) is [var index, ..])
                alike.Add(new SharedImage(image.Image, readable[index].Image));
        }
        return new ImageOverlap { First = firstName, Second = secondName, Count = second.Count, SameFile = same, LookTheSame = alike, NotCompared = notCompared };
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>An image that is in two sets.</summary>
/// <param name="Image">The image of the second set.</param>
/// <param name="Other">The image of the first set; the first of several.</param>
public sealed record SharedImage(ImageReference Image, ImageReference Other);
