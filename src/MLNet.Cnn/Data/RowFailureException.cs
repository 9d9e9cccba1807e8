namespace MLNet.Cnn;

/// <summary>A function of the program's threw while it made a row; ML.NET, which reads ahead, no longer knows which.</summary>
internal sealed class RowFailureException : InvalidOperationException
{
    private RowFailureException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Gives what a function gives, or names its row.</summary>
    /// <param name="function">The function.</param>
    /// <param name="what">What it gives, in a word.</param>
    /// <param name="row">The row, from 0 on.</param>
    /// <exception cref="RowFailureException">It threw.</exception>
    public static T Call<T>(Func<T> function, string what, int row)
    {
        try
        {
            return function();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new RowFailureException(FormattableString.Invariant($"Row {row}: the function that gives its {what} threw {exception.GetType().Name}: {exception.Message}"), exception);
        }
    }
}
