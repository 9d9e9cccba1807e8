namespace MLNet.Cnn;

/// <summary>A graph that can be run, and the variables in it.</summary>
internal sealed unsafe class GraphSession : IDisposable
{
    private readonly SessionHandle _session;

    public GraphSession(int threads)
    {
        Graph = new GraphBuilder();
        _session = SessionHandle.Open(Graph.Graph, SessionConfiguration.Bytes(threads));
    }

    public GraphBuilder Graph { get; }

    /// <summary>Runs what is needed for the results and targets.</summary>
    /// <param name="feeds">What placeholders hold; disposed behind the run.</param>
    /// <param name="results">The outputs that are wanted.</param>
    /// <param name="targets">Operations that must be done.</param>
    /// <returns>The values of each result.</returns>
    public float[][] Run(IReadOnlyList<(Output Placeholder, TensorHandle Value)> feeds, ReadOnlySpan<Output> results, ReadOnlySpan<nint> targets)
    {
        var places = new Output[feeds.Count];
        var values = new nint[feeds.Count];
        var outputs = new nint[results.Length];
        using var status = new StatusHandle();
        try
        {
            for (int i = 0; i < places.Length; i++)
                (places[i], values[i]) = (feeds[i].Placeholder, feeds[i].Value.DangerousGetHandle());
            fixed (Output* place = places, result = results)
            fixed (nint* value = values, output = outputs, target = targets)
            {
                TensorFlowMethods.TF_SessionRun(
                    _session, 0, place, value, places.Length, result, output, outputs.Length, target, targets.Length, 0, status);
            }
            status.ThrowIfFailed();
            // Copied before the feeds are disposed: an operation that changes nothing hands on the memory it was fed.
            return [.. outputs.Select(TensorHandle.Own).Select(Floats)];
        }
        catch (TensorFlowException exception)
        {
            throw Graph.Explain(exception);
        }
        finally
        {
            foreach (var (_, value) in feeds)
                value.Dispose();
        }
    }

    /// <summary>The values of variables.</summary>
    public IReadOnlyList<float[]> Read(IReadOnlyList<GraphVariable> variables) =>
        variables.Count == 0 ? [] : Run([], [.. variables.Select(variable => variable.Value)], []);

    /// <summary>Gives variables new values.</summary>
    public void Write(IReadOnlyList<GraphVariable> variables, IEnumerable<ReadOnlyMemory<float>> values)
    {
        var feeds = variables.Zip(values, (variable, array) => (
            variable.Given, TensorHandle.Copy(DataType.Float, array.Span, [.. variable.Shape.Dimensions.Select(d => (long)d)]))).ToList();
        if (feeds.Count > 0)
            Run(feeds, [], [.. variables.Select(variable => variable.Assignment)]);
    }

    public void Dispose()
    {
        _session.Dispose();
        Graph.Dispose();
    }

    private static float[] Floats(TensorHandle result)
    {
        using (result)
            return result.Floats.ToArray();
    }
}
