using System.Text.RegularExpressions;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>The code of README.md compiles, runs, and does what the page says.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private static readonly Page Readme = new("README.md");

    private readonly PageFolder _folder = new();

    private static string PhotoTraining => Readme.Blocks("code").Single(code => code.Contains("photos.zip", StringComparison.Ordinal));

    private static string PhotoQuestion => Readme.Blocks("program").Single(program => program.Contains("photos.zip", StringComparison.Ordinal));

    public static TheoryData<string> Fragments => [.. Readme.Blocks("code")];

    [Fact]
    public void The_program_trains_and_saves_and_has_at_most_25_lines()
    {
        string program = Readme.Blocks("program").First();

        Snippet.RunProgram(program);

        string[] lines = _folder.Output.Trim().Split('\n');
        Assert.InRange(program.Trim().Split('\n').Length, 1, 25);
        Assert.Equal(4, lines.Length);
        Assert.Matches(EpochLine(), lines[2]);
        Assert.StartsWith("Test accuracy ", lines[3], StringComparison.Ordinal);
        using var cnn = new MLContext().Model.LoadCnn("digits.zip");
        Assert.Equal(60_162 - 7 * (84 + 1) + 3, cnn.Model.Network.ParameterCount); // three classes instead of ten; mean, variance and count of the pixels
    }

    [Fact]
    public void The_printed_output_has_the_form_of_the_real_one()
    {
        string[] lines = Assert.Single(Readme.Blocks("program output")).Trim().Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.All(lines[..3], line => Assert.Matches(EpochLine(), line));
        Assert.StartsWith("Test accuracy ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_that_asks_a_saved_model_prints_the_probability_of_each_class()
    {
        _folder.WritePhotos();
        Snippet.RunFragment(PhotoTraining);

        Snippet.RunProgram(PhotoQuestion);

        string[] lines = _folder.Output.Trim().Split('\n')[^4..];
        Assert.Matches($@"^It is ({string.Join('|', DrawnFiles.Classes)})\.$", lines[0]);
        var probabilities = lines[1..].Select(line => line.TrimEnd('%', ' ').Split(' ', 2)).ToList();
        Assert.Equal(DrawnFiles.Classes.Order(StringComparer.Ordinal), probabilities.Select(cells => cells[0]));
        Assert.Equal(100, probabilities.Sum(cells => double.Parse(cells[1], System.Globalization.CultureInfo.CurrentCulture)), 0.2);
        Assert.Equal(lines[0][6..^1], probabilities.MaxBy(cells => double.Parse(cells[1], System.Globalization.CultureInfo.CurrentCulture))![0]);
    }

    [Fact]
    public void A_photo_without_a_label_is_refused_as_docs_images_says()
    {
        _folder.WritePhotos();
        Snippet.RunFragment(PhotoTraining);

        var exception = Assert.ThrowsAny<Exception>(() => Snippet.RunProgram(string.Join('\n', PhotoQuestion.Split('\n').Where(line => !line.Contains("string Label", StringComparison.Ordinal)))));

        Assert.Contains("Label", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Fragments_run(string code)
    {
        _folder.WritePhotos();

        Snippet.RunFragment(code);
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"^Epoch \d/3: loss \d\.\d{4}, accuracy \d+\.\d\d %, learning rate [\dE.-]+, \d+ images/s, \d+ s left$")]
    private static partial Regex EpochLine();
}
