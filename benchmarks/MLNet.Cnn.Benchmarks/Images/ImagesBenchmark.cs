namespace MLNet.Cnn.Benchmarks;

/// <summary>Encoded images from end to end: memory with and without a budget, the speed from a file, broken bytes, and a camera's loop.</summary>
internal static class ImagesBenchmark
{
    public static ResultTable Run(BenchmarkOptions options)
    {
        double[] few = Start(ImagesRun.Few), memory = Start(ImagesRun.InMemory), file = Start(ImagesRun.InFile);
        double[] resNet = Start(ResNetRun.Name), mutated = Start(MutatedRun.Name), camera = Start(CameraRun.Name);
        return new ResultTable(
            "images",
            $"Encoded images (JPEG, 96x96, read as {ImagesRun.Side}x{ImagesRun.Side}x3), each training in a process of its own. Memory is anonymous (RssAnon, what the system cannot drop), in MB of 1,000,000 bytes.",
            [new("what"), new("value", "N2")],
            [
                [$"{ImagesRun.FewImages:N0} images: peak", few[0]],
                [$"{ImagesRun.ManyImages:N0} images in memory: peak", memory[0]],
                [$"{ImagesRun.ManyImages:N0} images, budget {ImagesRun.Budget / 1e6:N0} MB, a quarter of the pixels: peak", file[0]],
                ["the same above the budget and the peak of the few (at most 100)", file[0] - few[0] - ImagesRun.Budget / 1e6],
                ["images/s of processor time while training, in memory", memory[1]],
                ["images/s of processor time while training, from the file", file[1]],
                ["from the file over in memory (at least 0.8)", file[1] / memory[1]],
                ["images/s of wall time while training, from the file over in memory", file[2] / memory[2]],
                ["the same weights (1 is yes)", memory[3] == file[3] ? 1 : 0],
                ["images decoded per second of processor time", memory[4]],
                ["ResNet-18, five epochs: processor time from pixels over from JPEG, decoding included (at least 0.9)", resNet[0]],
                [$"{MutatedRun.Count:N0} mutated images: read", mutated[0]],
                ["mutated: reported", mutated[1]],
                ["mutated: anything else", mutated[2]],
                ["mutated: peak resident", mutated[3]],
                ["PredictionEngine on MLImage: resident after 1,000 calls", camera[0]],
                ["PredictionEngine on MLImage: resident after 10,000 calls", camera[1]],
            ]);

        double[] Start(string run)
        {
            Console.WriteLine($"images: {run} ...");
            return MemoryProcess.Start(run, options.Threads);
        }
    }
}
