namespace MLNet.Cnn;

/// <summary>One model of a <see cref="SettingsChart"/>.</summary>
/// <param name="Settings">The values of its settings by their names. A setting that a model does not have leaves a gap in its line.</param>
/// <param name="Accuracy">Its accuracy, between 0 and 1.</param>
public sealed record SettingsLine(IReadOnlyDictionary<string, string> Settings, double Accuracy);
