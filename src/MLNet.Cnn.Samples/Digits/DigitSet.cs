namespace MLNet.Cnn.Samples.Digits;

/// <summary>Drawn digits, in shuffled order and with every digit equally often.</summary>
/// <param name="Images">The digits.</param>
internal sealed record DigitSet(IReadOnlyList<DigitImage> Images);
