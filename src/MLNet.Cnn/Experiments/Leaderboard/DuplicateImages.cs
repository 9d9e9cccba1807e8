namespace MLNet.Cnn;

/// <summary>Images that are in two sets which should have none in common: a model that has seen them in training is rewarded for its memory.</summary>
/// <param name="First">The first set, such as <c>training</c>.</param>
/// <param name="Second">The second set, such as <c>test</c>.</param>
/// <param name="Count">How many images of the second set are in the first too, value for value or byte for byte.</param>
public sealed record DuplicateImages(string First, string Second, int Count);
