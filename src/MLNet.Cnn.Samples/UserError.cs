namespace MLNet.Cnn.Samples;

/// <summary>Something the user gave is missing or wrong; the message is the sentence to show.</summary>
internal sealed class UserError(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether an exception explains itself to a user. Any other is a bug and may show its stack trace.</summary>
    public static bool IsExplained(Exception exception) => exception
        is UserError or IOException or InvalidDataException or UnauthorizedAccessException
        or ArgumentException or InvalidOperationException or DllNotFoundException;

    /// <summary>An exception's message as one line, without what is only for programmers.</summary>
    public static string Sentence(Exception exception)
    {
        var message = exception.Message;
        if (exception is ArgumentException { ParamName: { } parameter })
            message = message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal);
        return ApiWords.Replace(string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
    }
}
