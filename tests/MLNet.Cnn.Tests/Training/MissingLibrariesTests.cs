namespace MLNet.Cnn.Tests;

/// <summary>What a program is told that does not bring the native libraries: tried in a process of its own, which has none.</summary>
public class MissingLibrariesTests
{
    private const string InProcessWithoutLibraries = "MLNETCNN_TEST_WITHOUT_LIBRARIES";

    [Fact]
    public void A_program_without_native_libraries_is_told_which_packages_it_lacks()
    {
        if (Environment.GetEnvironmentVariable(InProcessWithoutLibraries) is not null)
        {
            CheckMessages();
            return;
        }
        using var folder = new TestFolder();
        // Without the .deps.json, so that nothing is looked for in the package cache.
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory).Where(IsManaged))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        string test = $"{typeof(MissingLibrariesTests).FullName}.{nameof(A_program_without_native_libraries_is_told_which_packages_it_lacks)}";

        string output = ChildProcess.Run([folder.File("MLNet.Cnn.Tests.dll"), "-method", test], (InProcessWithoutLibraries, "1"));

        Assert.Contains("Total: 1", output);
    }

    private static void CheckMessages()
    {
        string torch = Assert.Throws<DllNotFoundException>(() => SmallTraining.Fit(SmallTraining.Options, SmallTraining.Images())).Message;
        Assert.StartsWith("libtorch, which trains the networks, could not be loaded: ", torch);
        Assert.Matches("Add the package 'libtorch-cpu-[a-z0-9-]+' version 2.10.0 ", torch);

        // An engine that is there: without ONNX Runtime its training would be lost.
        var engine = new IdleEngine();
        string onnx = Assert.Throws<DllNotFoundException>(() => SmallTraining.Fit(SmallTraining.Options with { Engine = engine }, SmallTraining.Images())).Message;
        Assert.Equal(0, engine.Steps);
        Assert.StartsWith("ONNX Runtime, which scores images, could not be loaded: ", onnx);
        Assert.EndsWith("Add the package 'Microsoft.ML.OnnxRuntime' version 1.31.1 to the program's project; the library itself brings only its managed part.", onnx);
    }

    private static bool IsManaged(string file)
    {
        string name = Path.GetFileName(file);
        return name.EndsWith(".runtimeconfig.json", StringComparison.Ordinal) || name == "xunit.runner.json"
            || (name.EndsWith(".dll", StringComparison.Ordinal) && !name.StartsWith("onnxruntime", StringComparison.Ordinal)
                && !name.StartsWith("torch", StringComparison.Ordinal) && !name.Contains("libtorch", StringComparison.OrdinalIgnoreCase));
    }
}
