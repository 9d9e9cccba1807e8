using Spectre.Console;

namespace MLNet.Cnn.Samples;

/// <summary>The few styles of all reports. The sixteen basic colors follow the terminal's own theme.</summary>
internal static class Look
{
    /// <summary>Section titles.</summary>
    public static Style Title { get; } = new(decoration: Decoration.Bold);

    /// <summary>Column heads and remarks.</summary>
    public static Style Quiet { get; } = new(Color.Grey);

    /// <summary>Results.</summary>
    public static Style Plain { get; } = Style.Plain;

    /// <summary>The best, and what is right.</summary>
    public static Style Good { get; } = new(Color.Green);

    /// <summary>What is wrong.</summary>
    public static Style Bad { get; } = new(Color.Red);

    /// <summary>What is under way.</summary>
    public static Style Busy { get; } = new(Color.Teal);

    /// <summary>What goes into a computation. Of the 256 colors: legible on dark and on light, which the basic blue is not.</summary>
    public static Style Blue { get; } = new(Color.FromInt32(32));

    /// <summary>What comes out of it. Told apart from the blue by readers who see few colors.</summary>
    public static Style Orange { get; } = new(Color.FromInt32(166));
}
