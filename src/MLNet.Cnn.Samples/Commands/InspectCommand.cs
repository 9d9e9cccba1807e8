using System.CommandLine;
using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary><c>inspect DIR</c>: what a folder of images holds, before anything is trained.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> _folder = new("DIR") { Description = "Folder with a folder of images for each class, or with train, test and validation inside that have them" };

    private static readonly Option<string?> _sheet = new("--sheet") { Description = "Draw a contact sheet into this file, PNG or SVG", HelpName = "FILE" };

    private static readonly Option<string?> _json = CommonOptions.Json();

    /// <summary>Makes the command. It writes where the host says.</summary>
    public static Command Create(SampleHost host)
    {
        var command = new Command("inspect", "Looks at a folder of images: classes, sizes, duplicates, broken files.") { _folder, _sheet, _json };
        command.SetAction(parsed => Run(parsed.GetValue(_folder)!, parsed.GetValue(_sheet), parsed.GetValue(_json), host));
        return command;
    }

    private static int Run(string folder, string? sheet, string? json, SampleHost host)
    {
        OutputFile.Check("--sheet", sheet);
        OutputFile.Check("--json", json);
        var mlContext = new MLContext();
        var description = mlContext.Data.DescribeImageFolder(folder);
        new InspectReporter(host.Output, folder).Write(description);
        if (sheet is not null)
            PhotoSheet.Save(sheet, description.Division is null ? mlContext.Data.LoadFromImageFolder(folder) : mlContext.Data.LoadTrainTestFromImageFolder(folder).Train, description);
        ReportJson.Write(json, description);
        return ExitCode.Success;
    }
}
