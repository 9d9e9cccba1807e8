using System.Runtime.InteropServices;

namespace MLNet.Cnn.Tests;

/// <summary>Where TensorFlow's library is looked for, and what a user reads who has none or a wrong one.</summary>
public class TensorFlowLibraryTests
{
    [Fact]
    public void A_user_without_a_home_folder_gets_no_library_out_of_the_current_one()
    {
        string before = Directory.GetCurrentDirectory();
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File(Path.Combine(".local", "lib", "python3.11")));
        Directory.SetCurrentDirectory(folder.Path);
        try
        {
            Assert.DoesNotContain(TensorFlowSearch.PythonFolders(home: ""), python => python.StartsWith(".local", StringComparison.Ordinal));
            Assert.Contains(TensorFlowSearch.PythonFolders(folder.Path), python => python.StartsWith(folder.File(".local"), StringComparison.Ordinal));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    [Fact]
    public void Without_a_library_one_message_says_what_was_looked_for_and_how_to_get_it()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(TensorFlowSearch.Variable) is not null, "A library is named for these tests.");
        string message = Assert.Throws<DllNotFoundException>(() => TensorFlowSearch.Load(null)).Message;

        Assert.StartsWith("TensorFlow's C library, which trains the networks, was not found: looked for ", message, StringComparison.Ordinal);
        Assert.Contains("TensorFlowEngine.LibraryPath", message, StringComparison.Ordinal);
        Assert.Contains("MLNETCNN_TENSORFLOW", message, StringComparison.Ordinal);
        Assert.Contains(AppContext.BaseDirectory, message, StringComparison.Ordinal);
        Assert.Contains("Add the package 'SciSharp.TensorFlow.Redist'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_without_a_library_is_named()
    {
        using var folder = new TestFolder();
        string empty = Directory.CreateDirectory(folder.File("leer ü")).FullName;

        string message = Assert.Throws<DllNotFoundException>(() => TensorFlowSearch.Load(empty)).Message;

        Assert.StartsWith($"TensorFlow's C library was not found: '{empty}', which TensorFlowEngine.LibraryPath names, is neither a library nor a folder with one of ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_of_another_platform_is_refused_with_its_path()
    {
        using var folder = new TestFolder();
        string name = OperatingSystem.IsWindows() ? "tensorflow.dll" : OperatingSystem.IsMacOS() ? "libtensorflow.2.dylib" : "libtensorflow.so.2";
        File.WriteAllText(folder.File(name), "MZ: not a library of this system");

        string message = Assert.Throws<DllNotFoundException>(() => TensorFlowSearch.Load(Path.GetDirectoryName(folder.File(name)))).Message;

        Assert.StartsWith($"'{folder.File(name)}' could not be loaded: ", message, StringComparison.Ordinal);
        Assert.EndsWith($"a library for {RuntimeInformation.RuntimeIdentifier} is needed.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.15.5")]
    [InlineData("2.2.0")]
    [InlineData("")]
    public void An_old_version_is_refused(string version)
    {
        string message = Assert.Throws<DllNotFoundException>(() => TensorFlowLibrary.Check(version, "/opt/libtensorflow.so")).Message;

        Assert.Equal($"TensorFlow at '/opt/libtensorflow.so' has the version {version}, but 2.3 or later is needed.", message);
    }

    [Theory]
    [InlineData("2.3.1")]
    [InlineData("2.21.0")]
    [InlineData("2.16.0-rc0")]
    [InlineData("3.0.0")]
    public void A_later_version_is_taken(string version) => TensorFlowLibrary.Check(version, "/opt/libtensorflow.so");

    [Fact]
    public void A_library_that_is_not_TensorFlow_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The C library has this name on Linux.");
        nint library = NativeLibrary.Load("libc.so.6");

        string message = Assert.Throws<DllNotFoundException>(() => TensorFlowLibrary.CheckVersion(library, "libc.so.6")).Message;

        Assert.Equal("'libc.so.6' is a library, but not TensorFlow's C library: it has no function TF_Version.", message);
    }

    [Fact]
    public void A_process_does_not_load_a_second_one()
    {
        using var folder = new TestFolder();
        TensorFlowLibrary.EnsureLoaded(TensorFlowForTests.Folder);
        TensorFlowLibrary.EnsureLoaded(null);

        string message = Assert.Throws<InvalidOperationException>(() => TensorFlowLibrary.EnsureLoaded(folder.File("other"))).Message;

        Assert.StartsWith($"TensorFlow was already loaded from '{TensorFlowForTests.Folder}", message, StringComparison.Ordinal);
        Assert.EndsWith("Give every TensorFlowEngine of the program the same LibraryPath.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_knows_nothing_of_TensorFlow_and_the_package_nothing_but_the_library()
    {
        Assert.DoesNotContain(typeof(Network).Assembly.GetReferencedAssemblies(), name => name.Name!.Contains("TensorFlow", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["MLNet.Cnn"], typeof(TensorFlowEngine).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));
    }
}
