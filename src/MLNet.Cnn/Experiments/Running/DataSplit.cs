using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>What a trial trains on and what it is measured on; the label is a key.</summary>
/// <param name="Train">The training images.</param>
/// <param name="Validation">The images held out.</param>
internal sealed record DataSplit(IDataView Train, IDataView Validation);
