namespace MLNet.Cnn;

/// <summary>The values of one weight.</summary>
/// <param name="Path">Layer and weight: <c>conv2d/kernel</c>.</param>
/// <param name="Shape">The shape in Keras' layout: <c>(height, width, in, out)</c> for convolutions, <c>(in, out)</c> for Dense.</param>
/// <param name="Values">The values, the last dimension running fastest.</param>
public sealed record WeightArray(string Path, Shape Shape, ReadOnlyMemory<float> Values);
