namespace MLNet.Cnn.Tests;

public class NativeCacheTests
{
    private const string InProcessWithoutHome = "MLNETCNN_TEST_WITHOUT_HOME";
    private static readonly byte[] _image = [1, 2, 3];

    [Fact]
    public void A_library_is_written_once_into_the_folder_of_the_user()
    {
        using var folder = new TestFolder();
        var loaded = new List<string>();
        var cache = new NativeCache(folder.Path, loaded.Add);

        cache.Load("library.so", _image);
        File.SetLastWriteTimeUtc(loaded[0], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        cache.Load("library.so", _image);

        Assert.Equal(loaded[0], loaded[1]);
        Assert.StartsWith(folder.File(Path.Combine("MLNet.Cnn", "native")), loaded[0]);
        Assert.Equal("library.so", Path.GetFileName(loaded[0]));
        Assert.Equal(_image, File.ReadAllBytes(loaded[0]));
        Assert.Equal(2020, File.GetLastWriteTimeUtc(loaded[0]).Year);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a file")]
    public void Without_a_folder_of_the_user_it_is_loaded_out_of_a_temporary_one_that_is_gone_afterwards(string name)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("a file"), "");
        string loaded = "";
        var cache = new NativeCache(name.Length == 0 ? "" : folder.File(name), path =>
        {
            loaded = path;
            Assert.Equal(_image, File.ReadAllBytes(path));
        });

        cache.Load("library.so", _image);

        Assert.StartsWith(Path.GetTempPath(), loaded);
        Assert.False(Directory.Exists(Path.GetDirectoryName(loaded)));
    }

    [Fact]
    public void A_folder_that_nothing_can_be_run_from_is_passed_over()
    {
        using var folder = new TestFolder();
        var tried = new List<string>();
        var cache = new NativeCache(folder.Path, path =>
        {
            tried.Add(path);
            if (tried.Count == 1)
                throw new DllNotFoundException("failed to map segment from shared object");
        });

        cache.Load("library.so", _image);

        Assert.Equal([true, false], tried.Select(path => path.StartsWith(folder.Path, StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_there_is_no_place_at_all_the_reasons_are_told()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("a file"), "");
        var cache = new NativeCache(folder.File("a file"), _ => throw new DllNotFoundException("failed to map segment from shared object"));

        string message = Assert.Throws<IOException>(() => cache.Load("library.so", _image)).Message;

        Assert.StartsWith("the copy of library.so that this system needs could be loaded out of neither the user's cache folder nor the temporary one. ", message);
        Assert.Contains($"'{folder.File("a file")}", message);
        Assert.Contains("failed to map segment from shared object", message);
        Assert.EndsWith(" Let HOME (or XDG_DATA_HOME), or TMPDIR, name a folder that this user may write to and libraries can be loaded from.", message);
    }

    [Fact]
    public void A_service_account_without_a_home_folder_trains()
    {
        if (Environment.GetEnvironmentVariable(InProcessWithoutHome) is not null)
        {
            SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, SmallTraining.Images()).Dispose();
            return;
        }
        using var folder = new TestFolder();
        // Not even root can make a folder below a file.
        File.WriteAllText(folder.File("home"), "");
        string test = $"{typeof(NativeCacheTests).FullName}.{nameof(A_service_account_without_a_home_folder_trains)}";

        string output = ChildProcess.Run(
            [typeof(NativeCacheTests).Assembly.Location, "-method", test],
            (InProcessWithoutHome, "1"), ("HOME", folder.File("home")), ("XDG_DATA_HOME", ""), ("LOCALAPPDATA", folder.File("home")));

        Assert.Contains("Total: 1", output);
    }
}
