namespace MLNet.Cnn;

/// <summary>One weight that a layer has: its name, shape and first values.</summary>
/// <param name="Name">The name inside the layer, as Keras calls it: <c>kernel</c>, <c>bias</c>, <c>gamma</c>, <c>moving_mean</c>.</param>
/// <param name="Shape">The shape in Keras' layout: <c>(height, width, in, out)</c> for convolutions, <c>(in, out)</c> for Dense.</param>
/// <param name="Initializer">How its first values are drawn.</param>
/// <param name="Trainable">Whether the optimizer changes it; moving statistics are not trainable.</param>
public sealed record WeightSpec(string Name, Shape Shape, Initializer Initializer, bool Trainable);
