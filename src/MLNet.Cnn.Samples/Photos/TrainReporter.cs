namespace MLNet.Cnn.Samples;

/// <summary>Shows a training on photos: what was decided, a line for each epoch, what came out.</summary>
internal sealed class TrainReporter(SampleHost host) : IProgress<RunDetail>
{
    /// <summary>Shows what was decided.</summary>
    public void Begin(TrainSettings settings, ImageFolderSplit data, TrainPlan plan)
    {
        if (data.Division is not null)
            host.Output.WriteLine(data.Division);
        foreach (string sentence in data.LeftOut)
            host.Output.WriteLine(sentence);
        host.Output.WriteLine($"Training {plan.Suggestion.Network.Name} on {settings.Folder}: {Show.Plural(plan.ClassCount, "class")}, {plan.ImageSize} x {plan.ImageSize} pixels");
        host.Output.WriteLine(plan.Suggestion.Why);
    }

    /// <summary>Shows what is tried before the training, and what it costs.</summary>
    public void BeginChoice(CnnOptions options)
    {
        host.Output.WriteLine();
        host.Output.WriteLine($"Trying how training images should be changed at random: {PhotoAugmentation.AutomaticNames}. Each trains for {Show.Plural(options.Epochs, "epoch")}");
        host.Output.WriteLine("and is tested on images held out, which takes about four times as long as the training itself; --augmentation NAME does without.");
        host.Output.Flush();
    }

    /// <summary>Shows what one of them came to.</summary>
    void IProgress<RunDetail>.Report(RunDetail value)
    {
        host.Output.WriteLine(value.ValidationMetrics is { } metrics
            ? $"  {value.TrainerName,-8}{Show.Percent(metrics.Accuracy),8} of {Show.Plural(metrics.Images, "image")}  {Show.Seconds(value.RuntimeInSeconds),9}"
            : $"  {value.TrainerName,-8}failed: {(value.Exception is null ? "" : UserError.Sentence(value.Exception))}");
        host.Output.Flush();
    }

    /// <summary>Shows which is taken, and why.</summary>
    public void EndChoice(AugmentationChoice choice)
    {
        host.Output.WriteLine(choice.Why);
        host.Output.WriteLine();
        host.Output.Flush();
    }

    /// <summary>Shows how an epoch went.</summary>
    public void Epoch(EpochReport report)
    {
        host.Output.WriteLine(report.ToString());
        host.Output.Flush();
    }

    /// <summary>Shows what came out.</summary>
    public void End(TrainResult result)
    {
        host.Output.WriteLine();
        var (confusion, remark) = ConfusionTable.Create(result.Confusion, host.Console.Profile.Width, host.Console.Profile.Capabilities.Unicode);
        host.Output.WriteLine($"Confusion ({remark})");
        host.Console.Write(confusion);
        host.Output.WriteLine();
        if (result.Stopped)
            host.Output.WriteLine("Stopped early.");
        UnreadableList.Write(host.Output, result.Unreadable);
        foreach (string warning in result.Warnings)
            host.Output.WriteLine($"Warning: {warning}");
        if (result.Folds.Count > 1)
            host.Output.WriteLine($"Folds                {string.Join(", ", result.Folds.Select(accuracy => Show.Percent(accuracy)))}");
        host.Output.WriteLine($"Validation accuracy  {Show.Percent(result.ValidationAccuracy)} of {Show.Plural(result.Images.Validation, "image")}");
        host.Output.WriteLine($"Test accuracy        {Show.Percent(result.TestAccuracy)} of {Show.Plural(result.Images.Test, "image")}");
        host.Output.WriteLine($"Time                 {Show.Seconds(result.Seconds)} ({Show.Seconds(result.ProcessorSeconds)} of processor time)");
        host.Output.WriteLine($"Saved                {string.Join(", ", result.Files)}");
    }
}
