using System.CommandLine;

namespace MLNet.Cnn.Samples;

/// <summary><c>predict MODEL IMAGE…</c>: the most probable classes of image files.</summary>
internal static class PredictCommand
{
    private static readonly Argument<string> _model = new("MODEL") { Description = "A model that train saved" };

    private static readonly Argument<string[]> _images = new("IMAGE") { Description = "Image files", Arity = ArgumentArity.OneOrMore };

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
        var result = PhotoPrediction.Run(model, images);
        foreach (var image in result.Images.Where(image => image.Failure is null))
            host.Output.WriteLine($"{image.Path}: {string.Join(", ", image.Guesses.Select(guess => $"{guess.ClassName} {Show.Percent(guess.Probability, 1)}"))}");
        ReportJson.Write(json, result);
        var failed = result.Images.Where(image => image.Failure is not null).ToList();
        foreach (var image in failed)
            host.Error.WriteLine($"error: {image.Failure}");
        return failed.Count == 0 ? ExitCode.Success : ExitCode.UserError;
    }
}
