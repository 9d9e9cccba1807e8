namespace MLNet.Cnn;

/// <summary>What a checkpoint file holds.</summary>
/// <param name="Texts">Texts by name.</param>
/// <param name="Arrays">Arrays, each with a path that no other has.</param>
internal sealed record CheckpointContent(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<WeightArray> Arrays);
