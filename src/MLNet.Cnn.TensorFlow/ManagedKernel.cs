using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>A function of numbers within a run.</summary>
/// <param name="input">What it is given.</param>
/// <param name="result">Receives as many numbers.</param>
internal delegate void ManagedComputation(ReadOnlySpan<float> input, Span<float> result);

/// <summary>The kernel of an operation that managed code computes: the gradient by the outputs, and hooks.</summary>
/// <remarks>
/// What a step lowers is the caller's, in managed code. As an operation of the graph it is between the forward and the backward pass of one run;
/// without it, a run would end at the input and another one would compute everything again. Which <see cref="ManagedOperation"/> is meant comes as a number.
/// </remarks>
internal static unsafe class ManagedKernel
{
    /// <summary>The operation: (owner: int64, input: float) to a result of the input's shape.</summary>
    public const string Operation = "MLNetCnnManaged";

    private const int Internal = 13; // TF_INTERNAL

    /// <summary>Makes the operation known to TensorFlow, once per process.</summary>
    public static void Register()
    {
        using var status = new StatusHandle();
        nint definition = KernelMethods.TF_NewOpDefinitionBuilder(Operation);
        KernelMethods.TF_OpDefinitionBuilderAddInput(definition, "owner: int64");
        KernelMethods.TF_OpDefinitionBuilderAddInput(definition, "input: float");
        KernelMethods.TF_OpDefinitionBuilderAddOutput(definition, "result: float");
        // The caller reads what is no input, such as targets: it must run each time.
        KernelMethods.TF_OpDefinitionBuilderSetIsStateful(definition, 1);
        KernelMethods.TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, &InferShape);
        KernelMethods.TF_RegisterOpDefinition(definition, status);
        status.ThrowIfFailed();
        nint kernel = KernelMethods.TF_NewKernelBuilder(Operation, "CPU", &Create, &Compute, &Delete);
        KernelMethods.TF_RegisterKernelBuilder(Operation, kernel, status);
        status.ThrowIfFailed();
    }

    [UnmanagedCallersOnly]
    private static void InferShape(nint context, nint status)
    {
        nint shape = KernelMethods.TF_NewShapeHandle();
        KernelMethods.TF_ShapeInferenceContextGetInput(context, 1, shape, status);
        KernelMethods.TF_ShapeInferenceContextSetOutput(context, 0, shape, status);
        KernelMethods.TF_DeleteShapeHandle(shape);
    }

    [UnmanagedCallersOnly]
    private static nint Create(nint construction) => 0;

    [UnmanagedCallersOnly]
    private static void Delete(nint kernel)
    {
    }

    [UnmanagedCallersOnly]
    private static void Compute(nint kernel, nint context)
    {
        nint status = TensorFlowMethods.TF_NewStatus(), owner = 0, input = 0, result = 0;
        try
        {
            KernelMethods.TF_GetInput(context, 0, &owner, status);
            KernelMethods.TF_GetInput(context, 1, &input, status);
            var compute = (ManagedComputation)GCHandle.FromIntPtr((nint)(*(long*)TensorFlowMethods.TF_TensorData(owner))).Target!;
            int rank = KernelMethods.TF_NumDims(input);
            long* shape = stackalloc long[rank];
            for (int i = 0; i < rank; i++)
                shape[i] = KernelMethods.TF_Dim(input, i);
            nuint bytes = TensorFlowMethods.TF_TensorByteSize(input);
            result = KernelMethods.TF_AllocateOutput(context, 0, DataType.Float, shape, rank, bytes, status);
            int count = checked((int)(bytes / sizeof(float)));
            compute(new ReadOnlySpan<float>(TensorFlowMethods.TF_TensorData(input), count), new Span<float>(TensorFlowMethods.TF_TensorData(result), count));
        }
        catch (Exception exception)
        {
            // Native code must not see it: the run fails with its text, and the session throws the exception itself.
            TensorFlowMethods.TF_SetStatus(status, Internal, exception.Message);
            KernelMethods.TF_OpKernelContext_Failure(context, status);
        }
        finally
        {
            foreach (nint tensor in (ReadOnlySpan<nint>)[owner, input, result])
            {
                if (tensor != 0)
                    TensorFlowMethods.TF_DeleteTensor(tensor);
            }
            TensorFlowMethods.TF_DeleteStatus(status);
        }
    }
}
