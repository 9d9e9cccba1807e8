using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>Computes the gradient of a loss by the logits.</summary>
/// <param name="logits">All logits of the batch.</param>
/// <param name="gradient">Receives the gradient.</param>
internal delegate void LossComputation(ReadOnlySpan<float> logits, Span<float> gradient);

/// <summary>An operation of a TensorFlow graph that is computed by managed code: where the backward pass begins.</summary>
/// <remarks>
/// The losses are written once, for every engine, in managed code. As an operation of the graph they stand between the forward and the backward pass of one run;
/// without it, a run would end at the logits and another one would compute everything again. Which session asks comes as a number.
/// </remarks>
internal static unsafe class LossKernel
{
    /// <summary>The operation: (owner: int64, logits: float) to a gradient of the logits' shape.</summary>
    public const string Operation = "MLNetCnnLossGradient";

    private const int Internal = 13; // TF_INTERNAL

    /// <summary>Makes the operation known to TensorFlow, once per process.</summary>
    public static void Register()
    {
        using var status = new StatusHandle();
        nint definition = KernelMethods.TF_NewOpDefinitionBuilder(Operation);
        KernelMethods.TF_OpDefinitionBuilderAddInput(definition, "owner: int64");
        KernelMethods.TF_OpDefinitionBuilderAddInput(definition, "logits: float");
        KernelMethods.TF_OpDefinitionBuilderAddOutput(definition, "gradient: float");
        // It reads the batch's targets, which are no input: it must run each time.
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
        nint status = TensorFlowMethods.TF_NewStatus(), owner = 0, logits = 0, gradient = 0;
        try
        {
            KernelMethods.TF_GetInput(context, 0, &owner, status);
            KernelMethods.TF_GetInput(context, 1, &logits, status);
            var compute = (LossComputation)GCHandle.FromIntPtr((nint)(*(long*)TensorFlowMethods.TF_TensorData(owner))).Target!;
            int rank = KernelMethods.TF_NumDims(logits);
            long* shape = stackalloc long[rank];
            for (int i = 0; i < rank; i++)
                shape[i] = KernelMethods.TF_Dim(logits, i);
            nuint bytes = TensorFlowMethods.TF_TensorByteSize(logits);
            gradient = KernelMethods.TF_AllocateOutput(context, 0, DataType.Float, shape, rank, bytes, status);
            int count = checked((int)(bytes / sizeof(float)));
            compute(new ReadOnlySpan<float>(TensorFlowMethods.TF_TensorData(logits), count), new Span<float>(TensorFlowMethods.TF_TensorData(gradient), count));
        }
        catch (Exception exception)
        {
            // Native code must not see it: the run fails with its text, and the session throws the exception itself.
            TensorFlowMethods.TF_SetStatus(status, Internal, exception.Message);
            KernelMethods.TF_OpKernelContext_Failure(context, status);
        }
        finally
        {
            foreach (nint tensor in (ReadOnlySpan<nint>)[owner, logits, gradient])
            {
                if (tensor != 0)
                    TensorFlowMethods.TF_DeleteTensor(tensor);
            }
            TensorFlowMethods.TF_DeleteStatus(status);
        }
    }
}
