using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>The part of TensorFlow's C API that is needed to build a graph and run it (tensorflow/c/c_api.h). It has not changed since version 1.8.</summary>
internal static unsafe partial class TensorFlowMethods
{
    /// <summary>Where <see cref="TensorFlowLibrary"/> finds it decides; the name is never looked up as such.</summary>
    public const string Library = "tensorflow";

    [LibraryImport(Library)]
    public static partial nint TF_Version();

    [LibraryImport(Library)]
    public static partial nint TF_NewStatus();

    [LibraryImport(Library)]
    public static partial void TF_DeleteStatus(nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetStatus(nint status, int code, string message);

    [LibraryImport(Library)]
    public static partial int TF_GetCode(StatusHandle status);

    [LibraryImport(Library)]
    public static partial nint TF_Message(StatusHandle status);

    [LibraryImport(Library)]
    public static partial nint TF_NewGraph();

    [LibraryImport(Library)]
    public static partial void TF_DeleteGraph(nint graph);

    [LibraryImport(Library)]
    public static partial nint TF_NewSessionOptions();

    [LibraryImport(Library)]
    public static partial void TF_SetConfig(SessionOptionsHandle options, byte* proto, nuint length, StatusHandle status);

    [LibraryImport(Library)]
    public static partial void TF_DeleteSessionOptions(nint options);

    [LibraryImport(Library)]
    public static partial nint TF_NewSession(GraphHandle graph, SessionOptionsHandle options, StatusHandle status);

    [LibraryImport(Library)]
    public static partial void TF_CloseSession(nint session, nint status);

    [LibraryImport(Library)]
    public static partial void TF_DeleteSession(nint session, nint status);

    [LibraryImport(Library)]
    public static partial void TF_SessionRun(
        SessionHandle session, nint runOptions, Output* inputs, nint* inputValues, int inputCount,
        Output* outputs, nint* outputValues, int outputCount, nint* targets, int targetCount, nint runMetadata, StatusHandle status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TF_NewOperation(GraphHandle graph, string type, string name);

    [LibraryImport(Library)]
    public static partial void TF_AddInput(nint description, Output input);

    [LibraryImport(Library)]
    public static partial void TF_AddInputList(nint description, Output* inputs, int count);

    [LibraryImport(Library)]
    public static partial void TF_AddControlInput(nint description, nint operation);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrString(nint description, string name, byte* value, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrInt(nint description, string name, long value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrIntList(nint description, string name, long* values, int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrFloat(nint description, string name, float value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrBool(nint description, string name, byte value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrType(nint description, string name, DataType value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrShape(nint description, string name, long* dimensions, int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_SetAttrTensor(nint description, string name, TensorHandle value, StatusHandle status);

    [LibraryImport(Library)]
    public static partial nint TF_FinishOperation(nint description, StatusHandle status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void TF_AddGradientsWithPrefix(
        GraphHandle graph, string prefix, Output* y, int yCount, Output* x, int xCount, Output* dx, StatusHandle status, Output* dy);

    [LibraryImport(Library)]
    public static partial nint TF_NewTensor(
        DataType type, long* dimensions, int dimensionCount, void* data, nuint length, delegate* unmanaged<void*, nuint, void*, void> free, void* argument);

    [LibraryImport(Library)]
    public static partial nint TF_AllocateTensor(DataType type, long* dimensions, int dimensionCount, nuint length);

    [LibraryImport(Library)]
    public static partial void TF_DeleteTensor(nint tensor);

    [LibraryImport(Library)]
    public static partial void* TF_TensorData(nint tensor);

    [LibraryImport(Library)]
    public static partial nuint TF_TensorByteSize(nint tensor);
}
