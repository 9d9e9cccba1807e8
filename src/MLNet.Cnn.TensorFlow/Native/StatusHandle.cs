using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>Where TensorFlow writes how a call went.</summary>
internal sealed class StatusHandle() : NativeHandle(TensorFlowMethods.TF_NewStatus())
{
    /// <summary>Throws what went wrong, in TensorFlow's words.</summary>
    /// <exception cref="TensorFlowException">The call failed.</exception>
    public void ThrowIfFailed()
    {
        int code = TensorFlowMethods.TF_GetCode(this);
        if (code != 0)
            throw new TensorFlowException(code, Marshal.PtrToStringUTF8(TensorFlowMethods.TF_Message(this)) ?? "");
    }

    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteStatus(handle);
        return true;
    }
}
