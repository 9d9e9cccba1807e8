namespace MLNet.Cnn;

/// <summary>A session, which owns the variables and the threads. It keeps its graph.</summary>
internal sealed class SessionHandle : NativeHandle
{
    private SessionHandle(nint handle)
        : base(handle)
    {
    }

    public static unsafe SessionHandle Open(GraphHandle graph, byte[] configuration)
    {
        using var status = new StatusHandle();
        using var options = new SessionOptionsHandle();
        fixed (byte* start = configuration)
            TensorFlowMethods.TF_SetConfig(options, start, (nuint)configuration.Length, status);
        status.ThrowIfFailed();
        nint session = TensorFlowMethods.TF_NewSession(graph, options, status);
        status.ThrowIfFailed();
        return new SessionHandle(session);
    }

    protected override bool ReleaseHandle()
    {
        nint status = TensorFlowMethods.TF_NewStatus();
        TensorFlowMethods.TF_CloseSession(handle, status);
        TensorFlowMethods.TF_DeleteSession(handle, status);
        TensorFlowMethods.TF_DeleteStatus(status);
        return true;
    }
}
