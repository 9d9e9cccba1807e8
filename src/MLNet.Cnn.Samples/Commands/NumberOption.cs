using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MLNet.Cnn.Samples;

/// <summary>Options whose value is a whole number in a range.</summary>
internal static class NumberOption
{
    /// <summary>Makes an option.</summary>
    /// <param name="name">Its name, with the two hyphens.</param>
    /// <param name="description">What it sets, and its default.</param>
    /// <param name="lowest">The lowest number allowed.</param>
    /// <param name="highest">The highest number allowed.</param>
    public static Option<int?> Create(string name, string description, int lowest, int highest) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = argument => Parse(argument, name, lowest, highest),
    };

    private static int? Parse(ArgumentResult argument, string name, int lowest, int highest)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
            return number;
        argument.AddError($"{name} is '{text}', but it must be a whole number from {lowest} to {Show.Count(highest)}.");
        return null;
    }
}
