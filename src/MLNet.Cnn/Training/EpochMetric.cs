namespace MLNet.Cnn;

/// <summary>A number of an <see cref="EpochReport"/> that training may be led by.</summary>
public enum EpochMetric
{
    /// <summary><see cref="EpochReport.ValidationLoss"/>; lower is better. Keras: <c>val_loss</c>.</summary>
    ValidationLoss,

    /// <summary><see cref="EpochReport.ValidationAccuracy"/>; higher is better. Keras: <c>val_accuracy</c>.</summary>
    ValidationAccuracy,

    /// <summary><see cref="EpochReport.Loss"/>; lower is better. Keras: <c>loss</c>.</summary>
    Loss,

    /// <summary><see cref="EpochReport.Accuracy"/>; higher is better. Keras: <c>accuracy</c>.</summary>
    Accuracy,
}
