using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>One step of training as one run of the graph: forward, loss, backward, update of weights and moving statistics.</summary>
internal sealed class StepGraph : IDisposable
{
    private readonly GraphSession _session;
    private readonly ForwardGraph _forward;
    private readonly GraphOptimizer _optimizer;
    private readonly Output _owner;
    private readonly nint _done;
    private GCHandle _computation;
    private LossComputation? _loss;
    private ExceptionDispatchInfo? _failure;

    public StepGraph(GraphSession session, ForwardGraph forward, GraphOptimizer optimizer, IReadOnlyList<GraphVariable> weights)
    {
        (_session, _forward, _optimizer) = (session, forward, optimizer);
        var graph = session.Graph;
        _owner = graph.Placeholder(DataType.Int64);
        var logits = forward.Outputs[^1];
        var slope = graph.Operation(LossKernel.Operation).Inputs(_owner, logits).Result();
        var operations = new List<nint>(forward.Statistics) { slope.Operation };
        if (weights.Count > 0)
        {
            var gradients = graph.Gradients(logits, slope, [.. weights.Select(weight => weight.Value)]);
            operations.Add(optimizer.Receive([.. gradients.Select((gradient, i) => gradient ?? graph.Unary("ZerosLike", weights[i].Value))]));
        }
        _done = graph.Group(operations);
        _computation = GCHandle.Alloc((LossComputation)ComputeLoss);
    }

    /// <summary>Takes a step.</summary>
    /// <param name="images">The batch; disposed behind the run.</param>
    /// <param name="settings">What changes from step to step.</param>
    /// <param name="step">The step, counted from 1.</param>
    /// <param name="loss">Computes the gradient of the loss.</param>
    public void Run(TensorHandle images, StepSettings settings, long step, LossComputation loss)
    {
        (_loss, _failure) = (loss, null);
        try
        {
            _session.Run(
                [
                    (_forward.Images, images),
                    (_forward.RandomKey, TensorHandle.Scalar(unchecked((long)settings.RandomKey))),
                    (_owner, TensorHandle.Scalar(GCHandle.ToIntPtr(_computation))),
                    .. _optimizer.Feeds(settings, step),
                ],
                [], [_done]);
        }
        catch (TensorFlowException) when (_failure is not null)
        {
            _failure.Throw();
        }
        finally
        {
            _loss = null;
        }
        _optimizer.Finish(settings, step);
    }

    public void Dispose()
    {
        if (_computation.IsAllocated)
            _computation.Free();
    }

    // Called by TensorFlow in the middle of a run.
    private void ComputeLoss(ReadOnlySpan<float> logits, Span<float> gradient)
    {
        try
        {
            _loss!(logits, gradient);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }
}
