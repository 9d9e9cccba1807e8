using System.Buffers.Binary;
using System.Text.RegularExpressions;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>The code of README.md compiles, runs, and does what the page says.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(LibrarySource.Repository, "README.md")).ReplaceLineEndings("\n");

    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet-cnn-readme-").FullName;
    private readonly string _before = Environment.CurrentDirectory;
    private readonly TextWriter _console = Console.Out;

    public static TheoryData<string> Fragments => [.. Blocks("code")];

    [Fact]
    public void The_program_trains_and_saves_and_has_at_most_25_lines()
    {
        string program = Assert.Single(Blocks("program"));
        WriteDigits("train", 240);
        WriteDigits("t10k", 60);
        using var output = new StringWriter();
        Environment.CurrentDirectory = _folder;
        Console.SetOut(output);

        Snippet.RunProgram(program);

        string[] lines = output.ToString().ReplaceLineEndings("\n").Trim().Split('\n');
        Assert.InRange(program.Trim().Split('\n').Length, 1, 25);
        Assert.Equal(4, lines.Length);
        Assert.Matches(EpochLine(), lines[2]);
        Assert.StartsWith("Test accuracy ", lines[3], StringComparison.Ordinal);
        using var cnn = new MLContext().Model.LoadCnn("digits.zip");
        Assert.Equal(60_162 - 7 * (84 + 1), cnn.Model.Network.ParameterCount); // three classes instead of ten
    }

    [Fact]
    public void The_printed_output_has_the_form_of_the_real_one()
    {
        string[] lines = Assert.Single(Blocks("program output")).Trim().Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.All(lines[..3], line => Assert.Matches(EpochLine(), line));
        Assert.StartsWith("Test accuracy ", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Fragments_run(string code)
    {
        DrawnFiles.Write(Path.Combine(_folder, "photos"), perClass: 3);
        Environment.CurrentDirectory = _folder;
        Console.SetOut(TextWriter.Null);

        Snippet.RunFragment(code);
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Blocks(string mark) =>
        Regex.Matches(Readme, $"<!-- {mark} -->\n```[a-z]+\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    /// <summary>Small stand-ins for the MNIST files: a row, a column or a diagonal is white.</summary>
    private void WriteDigits(string name, int count)
    {
        const int side = 28;
        using var images = File.Create(Path.Combine(_folder, $"{name}-images-idx3-ubyte.gz"));
        using var labels = File.Create(Path.Combine(_folder, $"{name}-labels-idx1-ubyte.gz"));
        WriteHeader(images, 0x0803, count, side, side);
        WriteHeader(labels, 0x0801, count);
        for (int i = 0; i < count; i++)
        {
            int at = 4 + i % 20;
            byte[] image = [.. Enumerable.Range(0, side * side).Select(p => (byte)((i % 3) switch { 0 => p / side == at, 1 => p % side == at, _ => p / side == p % side } ? 255 : 0))];
            images.Write(image);
            labels.WriteByte((byte)(i % 3));
        }
    }

    private static void WriteHeader(Stream stream, params int[] numbers)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            stream.Write(bytes);
        }
    }

    [GeneratedRegex(@"^Epoch \d/3: loss \d\.\d{4}, accuracy \d+\.\d\d %, learning rate [\dE.-]+, \d+ images/s, \d+ s left$")]
    private static partial Regex EpochLine();
}
