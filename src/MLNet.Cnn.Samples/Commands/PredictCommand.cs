using System.CommandLine;

namespace MLNet.Cnn.Samples;

/// <summary><c>predict MODEL IMAGE…</c>: the most probable classes of image files. What cannot be read is named, and the others are answered all the same.</summary>
internal static class PredictCommand
{
    private static readonly Argument<string> _model = new("MODEL") { Description = "A model that train saved" };

    private static readonly Argument<string[]> _images = new("IMAGE") { Description = "Image files, or folders of them", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string?> _json = CommonOptions.Json();

    /// <summary>Makes the command. It writes where the host says.</summary>
    public static Command Create(SampleHost host)
    {
        var command = new Command("predict", "Tells what a saved model sees on images.") { _model, _images, _json };
        command.SetAction(parsed => Run(parsed.GetValue(_model)!, parsed.GetValue(_images)!, parsed.GetValue(_json), host));
        return command;
    }

    private static int Run(string model, string[] images, string? json, SampleHost host)
    {
        OutputFile.Check("--json", json);
        var result = PhotoPrediction.Run(model, images, answer => Write(answer, host));
        ReportJson.Write(json, result);
        return result.Images.All(image => image.Failure is null) ? ExitCode.Success : ExitCode.UserError;
    }

    private static void Write(PhotoGuesses answer, SampleHost host)
    {
        if (answer.Failure is { } failure)
            host.Error.WriteLine($"error: {failure}");
        else
            host.Output.WriteLine($"{answer.Path}: {string.Join(", ", answer.Guesses.Select(guess => $"{guess.ClassName} {Show.Percent(guess.Probability, 1)}"))}");
    }
}
