using System.Text.RegularExpressions;

namespace MLNet.Cnn.Samples;

/// <summary>Puts the library's messages, which name its API, into the words of the command line.</summary>
internal static partial class ApiWords
{
    /// <summary>A message with what the command line calls by another name, or does itself, put into its words.</summary>
    public static string Replace(string message) => _words.Aggregate(message, (text, word) => word.Api.Replace(text, word.Command));

    private static readonly (Regex Api, string Command)[] _words =
    [
        (ColumnPrefix(), "$1"),
        (LabelPattern(), "."),
        (ModelOfTrain(), "a model that train saved"),
        (TimeLimit(), "the time (--minutes)"),
        (BatchSize(), "Take"),
        (ValidationShare(), "the share to choose by"),
        (ValidationData(), "Add images."),
        (Folds(), "Add images of it"),
        (LeftOutRows(), "leave the class out"),
    ];

    [GeneratedRegex(@"(^|\. )(Image|Label) column '\w+'[:,] (row \d+, )?")]
    private static partial Regex ColumnPrefix();

    [GeneratedRegex(@", or give a labelPattern .*$")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"a file that mlContext\.Model\.Save wrote of a pipeline with one TrainCnn")]
    private static partial Regex ModelOfTrain();

    [GeneratedRegex(@"ExperimentSettings\.MaxExperimentTimeInSeconds")]
    private static partial Regex TimeLimit();

    [GeneratedRegex(@"Lower CnnOptions\.BatchSize, or take")]
    private static partial Regex BatchSize();

    [GeneratedRegex(@"ExperimentSettings\.ValidationFraction")]
    private static partial Regex ValidationShare();

    [GeneratedRegex(@"Give Execute validation data, or more images\.")]
    private static partial Regex ValidationData();

    [GeneratedRegex(@"Set ExperimentSettings\.Folds lower, add images of it")]
    private static partial Regex Folds();

    [GeneratedRegex(@"leave these rows out")]
    private static partial Regex LeftOutRows();
}
