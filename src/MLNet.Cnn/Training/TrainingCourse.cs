namespace MLNet.Cnn;

/// <summary>What the course of a finished training says: that it learned nothing, or that it learned the training images by heart. Each is one sentence on what was seen and one on what to try.</summary>
/// <param name="Reports">What each epoch brought.</param>
/// <param name="BestEpoch">The epoch whose weights the model has, or <see langword="null"/> where they are those of the last step.</param>
/// <param name="Train">How the training images are spread over the classes.</param>
/// <param name="Validation">How the validation images are, or <see langword="null"/> without any.</param>
internal sealed record TrainingCourse(IReadOnlyList<EpochReport> Reports, int? BestEpoch, ClassSpread Train, ClassSpread? Validation)
{
    // Before that a training may only be short.
    private const int FewestEpochs = 3;
    private const int FewestEpochsOfOverfitting = 10;

    // Of the way from guessing to certainty.
    private const double LearnedShare = 0.1;
    private const double LossRise = 1.1;
    private const double LossFall = 0.8;

    /// <summary>The course of a training.</summary>
    public static TrainingCourse Of(TrainingSettings settings, TrainingOutcome outcome) => new(
        outcome.Reports, outcome.BestEpoch, ClassSpread.Of(settings.Train, settings.Sampling),
        settings.Validation is { } validation ? ClassSpread.Of(validation, Sampling.Shuffled) : null);

    /// <summary>What is to be said of it; nothing, where it went as it should or too little is known.</summary>
    public IEnumerable<string> Warnings(TrainingEnd end, double learningRate)
    {
        if (Reports.Count >= FewestEpochs && LearnedNothing(learningRate) is { } nothing)
            yield return nothing;
        // Early stopping has seen it already, and done what there is to do.
        else if (Reports.Count >= FewestEpochsOfOverfitting && end != TrainingEnd.StoppedEarly && LearnedByHeart() is { } byHeart)
            yield return byHeart;
    }

    /// <summary>Whether the training images were recognized hardly better than by always naming their largest class, and the validation images not surely better.</summary>
    /// <remarks>Both are judged by 95 % intervals (Wilson): the one of the training images must end below a tenth of the way from guessing to certainty, so that a few images prove nothing.</remarks>
    private string? LearnedNothing(double learningRate)
    {
        var model = Reports[(BestEpoch ?? Reports.Count) - 1];
        var best = Reports.Skip(model.Epoch - 1).MaxBy(report => report.Accuracy)!;
        double share = Train.Guessing;
        if (Train.IntervalOf(best.Accuracy).High >= share + LearnedShare * (1 - share))
            return null;
        string validation = "";
        if (Validation is { } held && model.ValidationAccuracy is { } accuracy)
        {
            if (held.IntervalOf(accuracy).Low > held.Guessing)
                return null;
            validation = FormattableString.Invariant($" and {100 * accuracy:F1} % of the validation images");
        }
        return FormattableString.Invariant($"The training learned nothing: after {Counted.Of(Reports.Count, "epoch")} the network recognizes {100 * best.Accuracy:F1} % of the training images{validation}, where naming one and the same class for all is right for {100 * share:F1} %. Try a learning rate below {learningRate:G3} (FindLearningRate suggests one), or BatchNormalization behind the convolutions; OverfitOneBatch tells whether the network can learn these images at all, and a look at some images with their labels whether they go together.");
    }

    /// <summary>Whether the validation loss has risen, and the accuracy not, for the second half of the training or longer, while the training loss fell on.</summary>
    /// <remarks>The end is the median of its last quarter, so that one epoch proves nothing; a gain in accuracy below one standard error is none.</remarks>
    private string? LearnedByHeart()
    {
        if (Validation is not { } held || Reports.Any(report => report.ValidationLoss is null || report.ValidationAccuracy is null))
            return null;
        var best = Reports.MinBy(report => report.ValidationLoss!.Value)!;
        if (2 * best.Epoch > Reports.Count)
            return null;
        var end = Reports.TakeLast(Math.Max(FewestEpochs, Reports.Count / 4)).ToList();
        double loss = Median(end.Select(report => report.ValidationLoss!.Value));
        double accuracy = Median(end.Select(report => report.ValidationAccuracy!.Value));
        double reached = best.ValidationAccuracy!.Value;
        double error = Math.Sqrt(reached * (1 - reached) / held.Images);
        if (loss < LossRise * best.ValidationLoss!.Value || accuracy > reached + error || Median(end.Select(report => report.Loss)) > LossFall * best.Loss)
            return null;
        string whose = BestEpoch is { } epoch ? FormattableString.Invariant($"The model has the weights of epoch {epoch}.") : "The model has the weights of the last step.";
        return FormattableString.Invariant($"The training images were learned by heart: the validation loss was lowest after epoch {best.Epoch} of {Reports.Count} ({best.ValidationLoss:G3}) and then rose to {loss:G3}, while the training loss fell from {best.Loss:G3} to {Reports[^1].Loss:G3}; the validation accuracy was {100 * reached:F1} % then and {100 * accuracy:F1} % at the end. {whose} Try more images, an Augmentation, Dropout or a smaller network; CnnOptions.EarlyStopping ends such a training sooner.");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
