using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>An operation of a graph that a managed function computes in the middle of a run, by <see cref="ManagedKernel"/>.</summary>
internal sealed class ManagedOperation : IDisposable
{
    private readonly Output _owner;
    private readonly ManagedComputation _computation;
    private GCHandle _handle;
    private ExceptionDispatchInfo? _failure;

    /// <param name="graph">The graph.</param>
    /// <param name="input">What the function is given.</param>
    /// <param name="computation">The function.</param>
    public ManagedOperation(GraphBuilder graph, Output input, ManagedComputation computation)
    {
        _computation = computation;
        _owner = graph.Placeholder(DataType.Int64);
        Result = graph.Operation(ManagedKernel.Operation).Inputs(_owner, input).Result();
        _handle = GCHandle.Alloc((ManagedComputation)Compute);
    }

    /// <summary>What the function gives: as many numbers in the same shape.</summary>
    public Output Result { get; }

    /// <summary>What a run must be given for it.</summary>
    public (Output, TensorHandle) Feed => (_owner, TensorHandle.Scalar(GCHandle.ToIntPtr(_handle)));

    /// <summary>Runs the graph; what the function throws comes out as it was, not as TensorFlow's error.</summary>
    public T Run<T>(Func<T> run)
    {
        _failure = null;
        try
        {
            return run();
        }
        catch (TensorFlowException) when (_failure is not null)
        {
            _failure.Throw();
            throw;
        }
    }

    public void Dispose()
    {
        if (_handle.IsAllocated)
            _handle.Free();
    }

    // Called by TensorFlow on one of its threads.
    private void Compute(ReadOnlySpan<float> input, Span<float> result)
    {
        try
        {
            _computation(input, result);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}
