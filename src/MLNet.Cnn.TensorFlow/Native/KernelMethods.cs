using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>The part of TensorFlow's C API by which a program brings an operation of its own (tensorflow/c/ops.h and kernels.h).</summary>
internal static unsafe partial class KernelMethods
{
    [LibraryImport(TensorFlowMethods.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TF_NewOpDefinitionBuilder(string name);

    [LibraryImport(TensorFlowMethods.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_OpDefinitionBuilderAddInput(nint builder, string input);

    [LibraryImport(TensorFlowMethods.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_OpDefinitionBuilderAddOutput(nint builder, string output);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_OpDefinitionBuilderSetIsStateful(nint builder, byte isStateful);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_OpDefinitionBuilderSetShapeInferenceFunction(nint builder, delegate* unmanaged<nint, nint, void> infer);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_RegisterOpDefinition(nint builder, StatusHandle status);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial nint TF_NewShapeHandle();

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_DeleteShapeHandle(nint shape);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_ShapeInferenceContextGetInput(nint context, int index, nint shape, nint status);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_ShapeInferenceContextSetOutput(nint context, int index, nint shape, nint status);

    [LibraryImport(TensorFlowMethods.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TF_NewKernelBuilder(
        string operation, string device, delegate* unmanaged<nint, nint> create, delegate* unmanaged<nint, nint, void> compute, delegate* unmanaged<nint, void> delete);

    [LibraryImport(TensorFlowMethods.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_RegisterKernelBuilder(string name, nint builder, StatusHandle status);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_GetInput(nint context, int index, nint* tensor, nint status);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial nint TF_AllocateOutput(nint context, int index, DataType type, long* dimensions, int dimensionCount, nuint length, nint status);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial void TF_OpKernelContext_Failure(nint context, nint status);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial int TF_NumDims(nint tensor);

    [LibraryImport(TensorFlowMethods.Library)]
    public static partial long TF_Dim(nint tensor, int index);
}
