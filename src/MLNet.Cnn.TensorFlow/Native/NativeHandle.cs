using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>A native object of TensorFlow that is let go of once, whatever happens.</summary>
internal abstract class NativeHandle : SafeHandle
{
    protected NativeHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;
}

internal sealed class GraphHandle() : NativeHandle(TensorFlowMethods.TF_NewGraph())
{
    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteGraph(handle);
        return true;
    }
}

internal sealed class SessionOptionsHandle() : NativeHandle(TensorFlowMethods.TF_NewSessionOptions())
{
    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteSessionOptions(handle);
        return true;
    }
}
