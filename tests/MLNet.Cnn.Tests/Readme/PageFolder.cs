using System.Buffers.Binary;

namespace MLNet.Cnn.Tests;

/// <summary>The current folder while code out of a page runs, with small stand-ins for the files of MNIST, and what the code writes to the console; both are as before afterwards.</summary>
internal sealed class PageFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet-cnn-page-").FullName;
    private readonly string _before = Environment.CurrentDirectory;
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _output = new();

    public PageFolder()
    {
        Environment.CurrentDirectory = _folder;
        Console.SetOut(_output);
        WriteDigits("train", 240);
        WriteDigits("t10k", 60);
    }

    /// <summary>What was written so far.</summary>
    public string Output => _output.ToString().ReplaceLineEndings("\n");

    /// <summary>Photos in folders of three classes, and one more.</summary>
    public void WritePhotos()
    {
        DrawnFiles.Write(File("photos"), perClass: 3);
        System.IO.File.Copy(Directory.GetFiles(File("photos"), "*", SearchOption.AllDirectories)[0], File("new.jpg"));
    }

    /// <summary>A model of three classes as Keras would have saved it.</summary>
    public void WriteKerasModel()
    {
        var network = Network.Sequential(
            new(28, 28, 1), new Rescaling(1 / 255.0), new Conv2D(4, 3) { Strides = 2, Activation = Activation.ReLU }, new Flatten(), new Dense(3) { Activation = Activation.Softmax });
        new KerasModel(network, SmallNetworks.RandomWeights(network)).Save(File("digits.keras"));
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    private string File(string name) => Path.Combine(_folder, name);

    /// <summary>A row, a column or a diagonal is white.</summary>
    private void WriteDigits(string name, int count)
    {
        const int side = 28;
        using var images = System.IO.File.Create(File($"{name}-images-idx3-ubyte.gz"));
        using var labels = System.IO.File.Create(File($"{name}-labels-idx1-ubyte.gz"));
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
}
