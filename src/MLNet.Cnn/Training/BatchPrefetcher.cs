using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MLNet.Cnn;

/// <summary>Makes batches on a thread of its own, a few ahead of who takes them, in a ring of buffers.</summary>
/// <remarks>The thread ends with the last batch, with an error, or when this is disposed, which waits for it.</remarks>
internal sealed class BatchPrefetcher : IDisposable
{
    /// <summary>One buffer is with the engine, one is being filled and one lies ready.</summary>
    public const int Ring = 3;

    private readonly BlockingCollection<BatchBuffer> _free;
    private readonly BlockingCollection<(BatchBuffer Buffer, TrainingBatch Batch)> _ready = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    /// <param name="ring">The buffers; they belong to the prefetcher until it is disposed.</param>
    /// <param name="fillers">What fills a buffer, for each batch in order.</param>
    public BatchPrefetcher(IEnumerable<BatchBuffer> ring, IEnumerable<Func<BatchBuffer, TrainingBatch>> fillers)
    {
        _free = new(new ConcurrentQueue<BatchBuffer>(ring));
        _thread = new Thread(() => Fill(fillers)) { Name = "MLNet.Cnn batches", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The batches in order, each valid until the next one is asked for; what went wrong while a batch was made is thrown here.</summary>
    public IEnumerable<TrainingBatch> Batches()
    {
        foreach (var (buffer, batch) in _ready.GetConsumingEnumerable())
        {
            yield return batch;
            _free.Add(buffer);
        }
        _failure?.Throw();
    }

    public void Dispose()
    {
        _end.Cancel();
        _thread.Join();
        _end.Dispose();
        _free.Dispose();
        _ready.Dispose();
    }

    private void Fill(IEnumerable<Func<BatchBuffer, TrainingBatch>> fillers)
    {
        try
        {
            foreach (var fill in fillers)
            {
                var buffer = _free.Take(_end.Token);
                _ready.Add((buffer, fill(buffer)));
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Nobody takes batches any more.
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
