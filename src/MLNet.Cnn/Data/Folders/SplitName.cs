using System.Text.RegularExpressions;

namespace MLNet.Cnn;

/// <summary>What a folder's name says of the images in it: <c>train</c>, <c>Testing</c>, <c>seg_train</c>, <c>val2017</c>.</summary>
/// <param name="Purpose">What they are for.</param>
/// <param name="Frame">What stands around that word, which all parts of one split have in common: <c>seg_*</c>, or <c>*</c> for nothing.</param>
internal readonly partial record struct SplitName(ImagePurpose Purpose, string Frame)
{
    /// <summary>The frame of a name that is nothing but the word.</summary>
    public const string Bare = "*";

    /// <summary>Reads a name; <see langword="null"/> if it names no part, or more than one.</summary>
    public static SplitName? Of(string name)
    {
        var words = Word().Matches(name);
        if (words.Count != 1)
            return null;
        var purpose = Enum.GetValues<ImagePurpose>().Single(purpose => words[0].Groups[purpose.ToString()].Success);
        return new SplitName(purpose, Word().Replace(name, Bare).ToLowerInvariant());
    }

    [GeneratedRegex(
        "(?<![a-z])(?:(?<Training>train|training|trainset)|(?<Validation>val|valid|validation|valset)|(?<Test>test|testing|testset))(?![a-z])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
