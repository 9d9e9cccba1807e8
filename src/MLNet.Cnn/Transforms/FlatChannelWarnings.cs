using System.Globalization;

namespace MLNet.Cnn;

/// <summary>What to say of channels that hardly differ among the training images.</summary>
internal static class FlatChannelWarnings
{
    private const int NamedChannels = 5;

    /// <summary>Of statistics that were mended, or <see langword="null"/> if there was nothing to mend.</summary>
    public static string? OfMended(FlatChannels flat, ImageColumn image)
    {
        if (flat.Indices.Count == 0)
            return null;
        bool one = flat.Indices.Count == 1;
        string others = !flat.HasOthers ? "a quarter of the range of pixels" : flat.Count - flat.Indices.Count == 1 ? "as the other channel is" : "as the other channels are together";
        return string.Create(CultureInfo.InvariantCulture, $"Image column '{image.Name}': {Names(flat)} hardly {(one ? "differs" : "differ")} among the training images: {(one ? "its" : "their")} standard deviation is {(one || flat.LargestDeviation == 0 ? "" : "at most ")}{flat.LargestDeviation:G3}, {(image.IsByte ? $"less than one step of {(one ? "its" : "their")} values" : "no more than rounding explains")}. {(one ? "It is" : "They are")} divided by {flat.Divisor:G4} instead, {others}; otherwise the least difference in another image, such as JPEG makes, would decide its class. Leave such a channel out, or train on images in which it differs.");
    }

    /// <summary>Of a network that normalizes by such statistics as they are, or <see langword="null"/> if it does not: 0.1.0 took them so.</summary>
    public static string? OfNetwork(Network network, ImageColumn image)
    {
        if (network.InputNormalization() is not { } normalization)
            return null;
        int channels = network.InputShape.Channels;
        var flat = new FlatChannels(
            [.. Enumerable.Range(0, channels).Select(c => (double)normalization.MeanAt(c))],
            [.. Enumerable.Range(0, channels).Select(c => (double)normalization.VarianceAt(c))],
            image.IsByte);
        if (flat.Indices.Count == 0)
            return null;
        bool one = flat.Indices.Count == 1;
        float[] divisors = [.. flat.Indices.Select(normalization.Divisor)];
        return string.Create(CultureInfo.InvariantCulture, $"Image column '{image.Name}': the normalization in front of the network divides {Names(flat)} by {(divisors.Distinct().Count() == 1 ? "" : "at most ")}{divisors.Max():G3}, because {(one ? "it" : "they")} hardly differed among the images that it was taken from. The least difference in another image, such as JPEG makes, can decide its class. Train anew: a normalization that this version takes from images divides such a channel by the deviation of the others.");
    }

    private static string Names(FlatChannels flat)
    {
        if (flat.Count == 1)
            return "the only channel";
        string[] numbers = [.. flat.Indices.Select(index => (index + 1).ToString(CultureInfo.InvariantCulture))];
        return numbers.Length switch
        {
            1 => FormattableString.Invariant($"channel {numbers[0]} of {flat.Count:N0}"),
            <= NamedChannels => FormattableString.Invariant($"channels {string.Join(", ", numbers[..^1])} and {numbers[^1]} of {flat.Count:N0}"),
            _ => FormattableString.Invariant($"{numbers.Length:N0} of {flat.Count:N0} channels ({string.Join(", ", numbers[..NamedChannels])}, …)"),
        };
    }
}
