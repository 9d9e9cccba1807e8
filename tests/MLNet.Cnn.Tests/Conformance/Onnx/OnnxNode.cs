using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>One node of ONNX with inputs and what it must give.</summary>
/// <param name="Name">The case's name, for messages only.</param>
/// <param name="Operator">What the node does.</param>
/// <param name="Opset">The version of the operators.</param>
/// <param name="Attributes">The attributes; numbers, texts and lists of numbers.</param>
/// <param name="Inputs">The inputs; <see langword="null"/> where one is left out.</param>
/// <param name="Outputs">The outputs.</param>
internal sealed record OnnxNode(
    string Name, string Operator, int Opset, IReadOnlyDictionary<string, JsonElement> Attributes, IReadOnlyList<OnnxTensor?> Inputs, IReadOnlyList<OnnxTensor> Outputs)
{
    /// <summary>An input of floats.</summary>
    /// <exception cref="NotSupportedException">Its numbers are of another kind, whose arithmetic is another.</exception>
    public Tensor Input(int index) => Inputs[index]!.Floats();

    public Tensor Output(int index = 0) => Outputs[index].Floats();

    public bool Has(int index) => index < Inputs.Count && Inputs[index] is not null;

    public float Number(string name, float otherwise) => Attributes.TryGetValue(name, out var value) ? value.GetSingle() : otherwise;

    public int Whole(string name, int otherwise) => Attributes.TryGetValue(name, out var value) ? value.GetInt32() : otherwise;

    public string Text(string name, string otherwise) => Attributes.TryGetValue(name, out var value) ? value.GetString()! : otherwise;

    public int[]? List(string name) => Attributes.TryGetValue(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetInt32())] : null;

    /// <summary>An axis counted from the front.</summary>
    public int Axis(int otherwise, int rank)
    {
        int axis = Whole("axis", otherwise);
        return axis < 0 ? axis + rank : axis;
    }
}

/// <summary>An array of a node, with the type it has there.</summary>
internal sealed record OnnxTensor(string Type, Tensor Values)
{
    /// <summary>The numbers, if they are floats.</summary>
    /// <exception cref="NotSupportedException">They are whole numbers, have 16 bits, or are too large for 32.</exception>
    public Tensor Floats()
    {
        if (Type is not ("float32" or "float64"))
            throw new NotSupportedException($"it computes with {Type}, our layers with float32");
        if (Type == "float64" && Values.Data.Any(float.IsInfinity))
            throw new NotSupportedException("its numbers have 64 bits and are larger than any float32");
        return Values;
    }
}
