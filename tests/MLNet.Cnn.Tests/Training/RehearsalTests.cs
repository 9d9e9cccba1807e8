using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>What the end of a training needs is tried before its first step.</summary>
public class RehearsalTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void A_temporary_folder_that_saving_could_not_use_is_refused_before_the_first_step()
    {
        using var folder = new TestFolder();
        string file = folder.File("a file");
        File.WriteAllText(file, "");
        var engine = new IdleEngine();

        string message = Assert.Throws<IOException>(() => SmallTraining.Fit(
            SmallTraining.Options with { Engine = engine }, Images, new MLContext(seed: 1) { TempFilePath = file })).Message;

        Assert.StartsWith($"The temporary folder '{file}', in which saving a model puts a file for a moment, cannot be used: ", message);
        Assert.EndsWith(OperatingSystem.IsWindows() ? " Set MLContext.TempFilePath or the variable TMP to a folder that is writable and has room." : " Set MLContext.TempFilePath or the variable TMPDIR to a folder that is writable and has room.", message);
        Assert.Equal(0, engine.Steps);
    }

    [Fact]
    public void A_fit_leaves_nothing_in_the_temporary_folder()
    {
        using var folder = new TestFolder();

        SmallTraining.Fit(SmallTraining.Options with { Engine = new IdleEngine() }, Images, new MLContext(seed: 1) { TempFilePath = folder.Path }).Dispose();

        Assert.Empty(folder.Content);
    }

    [Fact]
    public void Folders_and_libraries_are_looked_at_before_images_are_read()
    {
        using var folder = new TestFolder();
        string file = folder.File("a file");
        File.WriteAllText(file, "");
        var context = new MLContext(seed: 1);
        int read = 0;
        var images = SmallTraining.Keyed(context.Data.LoadFromImages<int>([0, 1], row => { read++; return []; }, row => $"{row}"));
        var options = SmallTraining.Options with { ImageReading = new ImageReading(12) };

        Assert.Throws<IOException>(() => context.Transforms.TrainCnn(options with { Checkpoints = new(file) }).Fit(images));
        Assert.Throws<IOException>(() => context.Transforms.TrainCnn(options with { TensorBoard = new(file) }).Fit(images));
        Assert.Throws<DllNotFoundException>(() => context.Transforms.TrainCnn(options with { Engine = new MissingEngine() }).Fit(images));

        Assert.Equal(0, read);
    }

    [Fact]
    public void A_model_that_ONNX_Runtime_refuses_is_refused_in_words()
    {
        string message = Assert.Throws<InvalidOperationException>(() => new OnnxScorer([1, 2, 3], "Image", "Score", 1, 2, threads: 1).Score(new float[1], 1, new float[2])).Message;

        Assert.StartsWith("ONNX Runtime 1.31.1, which scores images, does not take the model: ", message);
        Assert.EndsWith(" This library is made for version 1.31.1 of the package 'Microsoft.ML.OnnxRuntime'.", message);
    }

    [Fact]
    public void A_folder_that_an_experiment_needs_at_the_end_of_a_trial_is_refused_before_the_first_step()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("models"), "");
        var engine = new IdleEngine();

        string message = Assert.Throws<IOException>(() => new MLContext(seed: 1).MulticlassClassification.CreateCnnExperiment(new()
        {
            Candidates = [Candidate.Network("small", SmallTraining.Options with { Engine = engine })], Folder = folder.Path,
        }).Execute(Images)).Message;

        Assert.StartsWith($"The experiment's folder '{folder.Path}' cannot be used: ", message);
        Assert.Equal(0, engine.Steps);
    }

    [Fact]
    public void An_experiment_without_its_libraries_begins_no_trial_so_that_it_can_go_on_once_they_are_there()
    {
        using var folder = new TestFolder();

        Assert.Throws<DllNotFoundException>(() => new MLContext(seed: 1).MulticlassClassification.CreateCnnExperiment(new()
        {
            Candidates = [Candidate.Network("small", SmallTraining.Options with { Engine = new MissingEngine() })], Folder = folder.Path,
        }).Execute(Images));

        Assert.DoesNotContain("journal.jsonl", folder.Content);
    }

    [Fact]
    public void A_disk_that_is_full_when_a_later_step_of_fine_tuning_begins_is_a_warning()
    {
        using var folder = new TestFolder();
        var warnings = new List<string>();
        var context = new MLContext(seed: 1);
        context.Log += (_, message) =>
        {
            if (message.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(message.RawMessage);
        };
        var options = SmallTraining.Options with { FineTuning = new(new FineTuningStep(1, ["dense"]), new FineTuningStep(1, ["*"], 0.1)) };

        using var tuned = SmallTraining.Fit(options with
        {
            Checkpoints = new(folder.Path),
            WriteCheckpoint = (stream, content) =>
            {
                if (((FileStream)stream).Name.Contains("step-2", StringComparison.Ordinal))
                    throw new IOException("No space left on device.");
                CheckpointFile.Write(stream, content);
            },
        }, Images, context);

        Assert.Equal(SmallTraining.Fit(options, Images).Hash(), tuned.Hash());
        Assert.Contains(warnings, warning => warning.Contains("No space left on device", StringComparison.Ordinal));
    }

    private sealed class MissingEngine : ICnnEngine
    {
        public string Name => "Missing";

        public void EnsureLoaded() => throw new DllNotFoundException("Add the package 'engine'.");

        public IEngineSession OpenSession(EngineSettings settings) => throw new InvalidOperationException("It should not have come to this.");
    }
}
