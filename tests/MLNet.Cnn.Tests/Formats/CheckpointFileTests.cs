using System.Text;

namespace MLNet.Cnn.Tests;

public class CheckpointFileTests
{
    private static readonly CheckpointContent Content = new(
        new Dictionary<string, string> { ["seed"] = "7", ["übung"] = "数字 \"quoted\"\n" },
        [new("conv2d/kernel", new Shape(2, 1, 1, 2), new[] { 1f, -2, float.NaN, float.Epsilon }), new("dense/bias", new Shape(1), new[] { 0.1f })]);

    [Fact]
    public void A_file_gives_back_what_was_written_bit_for_bit()
    {
        using var folder = new TestFolder();
        string path = Write(folder);

        var read = CheckpointFile.Read(path);

        Assert.Equal(Content.Texts, read.Texts);
        Assert.Equal(Content.Arrays.Select(array => (array.Path, array.Shape)), read.Arrays.Select(array => (array.Path, array.Shape)));
        Assert.All(Content.Arrays.Zip(read.Arrays), pair => Assert.Equal(Bits(pair.First), Bits(pair.Second)));
        Assert.Equal(Content.Texts, CheckpointFile.ReadTexts(path));

        static int[] Bits(WeightArray array) => [.. array.Values.ToArray().Select(BitConverter.SingleToInt32Bits)];
    }

    [Fact]
    public void A_file_that_was_cut_off_or_changed_anywhere_is_refused()
    {
        using var folder = new TestFolder();
        byte[] sound = File.ReadAllBytes(Write(folder));
        string path = folder.File("damaged");

        for (int i = 0; i < sound.Length; i++)
        {
            Refuses(sound[..i]);
            byte[] changed = [.. sound];
            changed[i] ^= 0x10;
            Refuses(changed);
        }
        Refuses([.. sound, 0]);

        void Refuses(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Errors_say_what_is_wrong_and_what_to_do()
    {
        using var folder = new TestFolder();
        byte[] sound = File.ReadAllBytes(Write(folder));
        string path = folder.File("other");

        Says($"'{path}' is no checkpoint of MLNet.Cnn.", Encoding.ASCII.GetBytes("PK something else altogether"));
        Says($"'{path}' is no checkpoint of MLNet.Cnn.", []);
        Says($"The checkpoint '{path}' has format 3, but this version of MLNet.Cnn reads up to 2. Use a newer version.", [.. sound[..8], 3, .. sound[9..]]);
        Says($"The checkpoint '{path}' is damaged: it should have {sound.Length} bytes, but has {sound.Length - 1}. Delete it to begin anew.", sound[..^1]);
        Says($"The checkpoint '{path}' is damaged: its checksum is wrong. Delete it to begin anew.", [.. sound[..^1], (byte)(sound[^1] + 1)]);

        void Says(string message, byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            Refusal.Says<InvalidDataException>(message, () => CheckpointFile.Read(path));
        }
    }

    private static string Write(TestFolder folder)
    {
        string path = folder.File("last.checkpoint");
        using var stream = File.Create(path);
        CheckpointFile.Write(stream, Content);
        return path;
    }
}
