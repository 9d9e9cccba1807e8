namespace MLNet.Cnn.Tests;

public class SafeFileTests
{
    [Fact]
    public void A_file_is_written_and_replaced_whole()
    {
        using var folder = new TestFolder();
        string path = folder.File("a.bin");

        SafeFile.Write(path, [1, 2, 3, 4]);
        SafeFile.Write(path, [5, 6]);

        Assert.Equal([5, 6], File.ReadAllBytes(path));
        Assert.Equal(["a.bin"], folder.Content);
    }

    [Fact]
    public void A_disk_that_is_full_before_the_end_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TestFolder();
        string path = folder.File("a.bin");
        SafeFile.Write(path, [1, 2, 3, 4]);

        var refusal = Assert.Throws<IOException>(() => SafeFile.Write(path, ".a.tmp", 5, (stream, value) =>
        {
            stream.WriteByte((byte)value);
            throw new IOException("No space left on device.");
        }));
        Assert.Throws<NotImplementedException>(() => SafeFile.Write(path, ".a.tmp", 5, (_, _) => throw new NotImplementedException()));

        Assert.Equal($"'{path}' could not be written: No space left on device. Check that the folder exists, is writable and has room; a file that was there before is unchanged.", refusal.Message);
        Assert.Equal([1, 2, 3, 4], File.ReadAllBytes(path));
        Assert.Equal(["a.bin"], folder.Content);
    }

    [Fact]
    public void A_file_name_may_be_as_long_as_the_system_allows()
    {
        using var folder = new TestFolder();
        string name = new('n', 250);

        SafeFile.Write(folder.File(name), [1]);

        Assert.Equal([name], folder.Content);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "no such folder", "model.onnx");

        var refusal = Assert.ThrowsAny<IOException>(() => SafeFile.Write(path, [1]));

        Assert.Equal($"'{path}' could not be written: There is no folder '{Path.GetDirectoryName(path)}'. Check that the folder exists, is writable and has room; a file that was there before is unchanged.", refusal.Message);
        Assert.Empty(folder.Content);
    }

    [Fact]
    public void What_stands_in_the_way_is_left_as_it_was()
    {
        using var folder = new TestFolder();
        string path = folder.File("model.onnx");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "old"), "old");

        var refusal = Assert.ThrowsAny<IOException>(() => SafeFile.Write(path, [1]));

        Assert.StartsWith($"'{path}' could not be written: ", refusal.Message);
        Assert.EndsWith(" Check that the folder exists, is writable and has room; a file that was there before is unchanged.", refusal.Message);
        Assert.Equal(["model.onnx", Path.Combine("model.onnx", "old")], folder.Content);
    }

    [Fact]
    public void A_folder_where_nothing_may_be_written_keeps_its_file()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("This user may write everywhere.");
            return;
        }
        using var folder = new TestFolder();
        string path = folder.File("model.onnx");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.StartsWith($"'{path}' could not be written: ", Assert.ThrowsAny<IOException>(() => SafeFile.Write(path, [1])).Message);
            Assert.Equal("old", File.ReadAllText(path));
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_path_must_be_given(string? path) => Assert.ThrowsAny<ArgumentException>(() => SafeFile.Write(path!, [1]));
}
