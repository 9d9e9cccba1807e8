namespace MLNet.Cnn;

/// <summary>One image cannot be read; the message is the reason, as a sentence without its full stop. Never leaves the library.</summary>
internal sealed class UnreadableImageFailure(string reason, Exception? cause = null) : Exception(reason, cause);
