using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Layers with several inputs.</summary>
internal static class MergeOperators
{
    public static TorchOperator Add(bool inPlace) => (inputs, _) =>
    {
        var sum = inPlace ? inputs[0].PlusInPlace(inputs[1]) : inputs[0].Plus(inputs[1]);
        for (int i = 2; i < inputs.Length; i++)
            sum = inPlace ? sum.PlusInPlace(inputs[i]) : sum.Plus(inputs[i]);
        return sum;
    };

    public static TorchOperator Average(Scalar count)
    {
        var add = Add(inPlace: false);
        return (inputs, pass) => add(inputs, pass).div(count);
    }

    /// <summary>Combines the first input with the second, that with the third, and so on.</summary>
    public static TorchOperator Fold(Func<Tensor, Tensor, Tensor> combine) => (inputs, _) =>
    {
        var result = combine(inputs[0], inputs[1]);
        for (int i = 2; i < inputs.Length; i++)
            result = combine(result, inputs[i]);
        return result;
    };
}
