namespace MLNet.Cnn;

/// <summary>One layer of a <see cref="Network"/>, with its place in it.</summary>
/// <param name="Name">The name, unique in the network.</param>
/// <param name="Layer">The definition.</param>
/// <param name="Inputs">The indices, in <see cref="Network.Layers"/>, of the layers that go into this one.</param>
/// <param name="Shape">The shape of the output, without the batch dimension.</param>
/// <param name="Weights">The weights, in Keras' order.</param>
/// <param name="MultiplyAdds">Multiplications with a following addition, for one example.</param>
public sealed record NetworkLayer(
    string Name, Layer Layer, IReadOnlyList<int> Inputs, Shape Shape, IReadOnlyList<WeightSpec> Weights, long MultiplyAdds)
{
    /// <summary>Number of parameters, as Keras counts them: the sizes of the weights, and the statistics of a <see cref="Normalization"/>.</summary>
    public long ParameterCount => Weights.Sum(weight => (long)weight.Shape.Size) + Layer.CountStatistics(Shape);

    /// <summary>Number of parameters that training changes.</summary>
    public long TrainableParameterCount => Weights.Where(weight => weight.Trainable).Sum(weight => (long)weight.Shape.Size);

    /// <summary>The path of a weight: <c>conv2d/kernel</c>.</summary>
    public string PathOf(WeightSpec weight) => $"{Name}/{weight.Name}";
}
