using System.Text.Json.Serialization;

namespace MLNet.Cnn.Samples;

/// <summary>A test image and what the model says about it.</summary>
/// <param name="TrueClass">What it shows.</param>
/// <param name="Guesses">The most probable classes, the best first.</param>
internal sealed record PredictedImage(string TrueClass, IReadOnlyList<Guess> Guesses)
{
    /// <summary>The gray values, for drawing.</summary>
    [JsonIgnore]
    public byte[] Pixels { get; init; } = [];
}

/// <summary>A class and how probable it is.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="Probability">Between 0 and 1.</param>
internal sealed record Guess(string ClassName, double Probability)
{
    private const int Shown = 3;

    /// <summary>The most probable classes, the best first.</summary>
    /// <param name="scores">A probability for each class.</param>
    /// <param name="classNames">The classes in the same order.</param>
    public static IReadOnlyList<Guess> Best(float[] scores, IReadOnlyList<string> classNames) =>
        [.. scores.Select((score, index) => new Guess(classNames[index], score)).OrderByDescending(guess => guess.Probability).Take(Shown)];
}
