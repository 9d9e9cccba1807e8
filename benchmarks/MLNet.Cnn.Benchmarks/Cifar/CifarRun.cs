using System.Text.Json;

namespace MLNet.Cnn.Benchmarks;

/// <summary>What one seed has reached.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Accuracy">On the test images, of the saved model.</param>
/// <param name="AccuracyOfOneView">The same without test-time augmentation.</param>
/// <param name="Minutes">Of training, reading included.</param>
/// <param name="ProcessorMinutes">What all threads took of them.</param>
/// <param name="OtherCores">How many processors other processes kept busy meanwhile.</param>
internal sealed record CifarRun(int Seed, double Accuracy, double AccuracyOfOneView, double Minutes, double ProcessorMinutes, double OtherCores)
{
    /// <summary>The run of a seed, out of its file where it was measured before.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="measure">Measures it.</param>
    public static CifarRun Of(string folder, int seed, Func<int, CifarRun> measure)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"seed-{seed}.json");
        if (File.Exists(path))
            return JsonSerializer.Deserialize<CifarRun>(File.ReadAllBytes(path))!;
        var run = measure(seed);
        SafeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(run));
        return run;
    }
}
