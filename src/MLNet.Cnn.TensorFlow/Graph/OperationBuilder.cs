using System.Text;

namespace MLNet.Cnn;

/// <summary>One operation while it is described. What is not set has TensorFlow's default.</summary>
internal sealed unsafe class OperationBuilder(GraphBuilder graph, StatusHandle status, nint description)
{
    public OperationBuilder Inputs(params ReadOnlySpan<Output> inputs)
    {
        foreach (var input in inputs)
            TensorFlowMethods.TF_AddInput(description, input);
        return this;
    }

    /// <summary>Several tensors as one input.</summary>
    public OperationBuilder List(IReadOnlyList<Output> inputs)
    {
        Output[] array = [.. inputs];
        fixed (Output* first = array)
            TensorFlowMethods.TF_AddInputList(description, first, array.Length);
        return this;
    }

    public OperationBuilder WaitFor(nint operation)
    {
        TensorFlowMethods.TF_AddControlInput(description, operation);
        return this;
    }

    public OperationBuilder Set(string name, DataType value)
    {
        TensorFlowMethods.TF_SetAttrType(description, name, value);
        return this;
    }

    public OperationBuilder Set(string name, bool value)
    {
        TensorFlowMethods.TF_SetAttrBool(description, name, value ? (byte)1 : (byte)0);
        return this;
    }

    public OperationBuilder Set(string name, float value)
    {
        TensorFlowMethods.TF_SetAttrFloat(description, name, value);
        return this;
    }

    public OperationBuilder Set(string name, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* first = bytes)
            TensorFlowMethods.TF_SetAttrString(description, name, first, (nuint)bytes.Length);
        return this;
    }

    public OperationBuilder Set(string name, int value)
    {
        TensorFlowMethods.TF_SetAttrInt(description, name, value);
        return this;
    }

    public OperationBuilder SetList(string name, params ReadOnlySpan<long> values)
    {
        fixed (long* first = values)
            TensorFlowMethods.TF_SetAttrIntList(description, name, first, values.Length);
        return this;
    }

    public OperationBuilder SetShape(string name, ReadOnlySpan<long> shape)
    {
        fixed (long* first = shape)
            TensorFlowMethods.TF_SetAttrShape(description, name, first, shape.Length);
        return this;
    }

    public OperationBuilder Set(string name, TensorHandle value)
    {
        TensorFlowMethods.TF_SetAttrTensor(description, name, value, status);
        graph.ThrowIfFailed();
        return this;
    }

    /// <summary>Adds the operation to the graph.</summary>
    public nint Add()
    {
        nint operation = TensorFlowMethods.TF_FinishOperation(description, status);
        graph.ThrowIfFailed();
        return operation;
    }

    /// <summary>Adds the operation and gives its first output.</summary>
    public Output Result() => new(Add());
}
