using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The rows of a cursor that have a label.</summary>
internal sealed class LabelledRows(
    DataViewRowCursor cursor, DataViewSchema.Column labelColumn, DataViewSchema.Column? weightColumn, ClassLabels labels, CancellationToken cancellation)
{
    private readonly ValueGetter<uint> _getter = cursor.GetGetter<uint>(labelColumn);
    private readonly Func<float> _weight = weightColumn is { } column ? ExampleWeights.Reader(cursor, column) : () => 1;

    /// <summary>The class of the current row, from 0 on.</summary>
    public int Label { get; private set; }

    /// <summary>How much the current row counts.</summary>
    public float Weight { get; private set; }

    /// <summary>How many rows were passed over because their label is missing.</summary>
    public int Skipped { get; private set; }

    /// <summary>The current row.</summary>
    public long Position => cursor.Position;

    /// <summary>Goes to the next row with a label.</summary>
    /// <exception cref="InvalidOperationException">The view cannot be read; the message names the row.</exception>
    public bool MoveNext()
    {
        uint key = 0;
        while (MoveCursor())
        {
            cancellation.ThrowIfCancellationRequested();
            _getter(ref key);
            // Keys count from 1; 0 is a missing one.
            if (key >= 1 && key <= (uint)labels.Count)
            {
                (Label, Weight) = ((int)key - 1, _weight());
                return true;
            }
            Skipped++;
        }
        return false;
    }

    private bool MoveCursor()
    {
        try
        {
            return cursor.MoveNext();
        }
        catch (InvalidOperationException wrapper) when (wrapper.InnerException is not null)
        {
            // ML.NET's parallel cursors wrap what went wrong in "Splitter/consolidator worker encountered exception".
            if (Causes(wrapper).OfType<RowFailureException>().FirstOrDefault() is { } failure)
                throw new InvalidOperationException(failure.Message, wrapper);
            // They read ahead, so that nobody knows the row.
            string where = cursor.Position < 0 ? "at one of the first rows" : FormattableString.Invariant($"somewhere behind row {cursor.Position}");
            throw new InvalidOperationException($"Reading the data failed {where}: {wrapper.GetBaseException().Message}", wrapper);
        }
    }

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
