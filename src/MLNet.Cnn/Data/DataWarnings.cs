using System.Globalization;

namespace MLNet.Cnn;

/// <summary>What is odd about training and validation images, each as one sentence that says what to do.</summary>
internal static class DataWarnings
{
    private const int FewImages = 10;
    private const int NamedClasses = 5;

    /// <summary>Looks at the data of one fit.</summary>
    public static IEnumerable<string> Of(ImageSubset train, ImageSubset? validation, ClassLabels labels, ImageColumn image)
    {
        int[] counts = Counts(train, labels);
        if (Classes(labels, index => counts[index] == 0) is { } missing)
            yield return $"Label column '{labels.ColumnName}': there is no training image of {missing}, so the model can hardly ever predict it.";
        if (Classes(labels, index => counts[index] is > 0 and < FewImages, index => $" ({counts[index].ToString(CultureInfo.InvariantCulture)})") is { } rare)
            yield return $"Label column '{labels.ColumnName}': there are fewer than {FewImages} training images of {rare}. Add images, or leave these rows out.";
        int[] blank = Counts(OfOneColor(train), labels);
        if (blank.Sum() == train.Count)
            yield return FormattableString.Invariant($"Image column '{image.Name}': all {train.Count:N0} training images are of one color all over; only their color can tell their classes apart. See whether they are read as they should be.");
        else if (Classes(labels, index => blank[index] > 0, index => $" ({blank[index].ToString(CultureInfo.InvariantCulture)})") is { } blanks)
            yield return FormattableString.Invariant($"Image column '{image.Name}': {blank.Sum():N0} of {train.Count:N0} training images {(blank.Sum() == 1 ? "is" : "are")} of one color all over, in {blanks}. See whether they are read as they should be.");
        if (validation is null)
            yield break;

        int[] held = Counts(validation, labels);
        if (Classes(labels, index => held[index] > 0 && counts[index] == 0) is { } unseen)
            yield return $"Validation: there are images of {unseen}, of which there is none to train on; all of them count as wrong.";
        if (Classes(labels, index => held[index] == 0 && counts[index] > 0) is { } unmeasured)
            yield return $"Validation: there is no image of {unmeasured}, so the validation figures say nothing of it.";
        int shared = SharedImages.Count(train, validation);
        if (shared > 0)
            yield return FormattableString.Invariant($"Validation: {shared:N0} of {Counted.Of(validation.Count, "image")} {(shared == 1 ? "is also a training image" : "are also training images")}, pixel for pixel, so the validation figures are too good. Remove duplicates before splitting.");
    }

    /// <summary>The images whose pixels are all the same. A single pixel is no image of one color.</summary>
    private static ImageSubset OfOneColor(ImageSubset images)
    {
        var pixels = images.Images.Pixels;
        int area = images.Images.Shape.Size / images.Images.Shape.Channels;
        return images with { Rows = area == 1 ? [] : [.. images.Rows.Where(row => IsOfOneColor(pixels[row]))] };

        bool IsOfOneColor(ReadOnlySpan<byte> image) => image[(image.Length / area)..].SequenceEqual(image[..^(image.Length / area)]);
    }

    private static int[] Counts(ImageSubset images, ClassLabels labels)
    {
        var counts = new int[labels.Count];
        foreach (int row in images.Rows)
            counts[images.Images.Labels[row]]++;
        return counts;
    }

    /// <summary>The names of some classes, <c>class 'a'</c> or <c>3 classes: 'a' (1), 'b' (2), 'c' (1)</c>, or nothing where there is none.</summary>
    private static string? Classes(ClassLabels labels, Func<int, bool> isMeant, Func<int, string>? remark = null)
    {
        int[] meant = [.. Enumerable.Range(0, labels.Count).Where(isMeant)];
        if (meant.Length == 0)
            return null;
        string names = string.Join(", ", meant.Take(NamedClasses).Select(index => $"'{labels.Names[index]}'{remark?.Invoke(index)}"));
        string more = meant.Length > NamedClasses ? ", …" : "";
        return meant.Length == 1 ? $"class {names}" : string.Create(CultureInfo.InvariantCulture, $"{meant.Length:N0} classes ({names}{more})");
    }
}
