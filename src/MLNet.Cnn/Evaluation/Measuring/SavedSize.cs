using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>How large the file of a model is.</summary>
internal static class SavedSize
{
    /// <summary>The size in bytes, or <see langword="null"/> where ML.NET cannot save the model, such as a custom mapping without a contract.</summary>
    public static long? Of(ITransformer model, DataViewSchema inputSchema)
    {
        using var file = new MemoryStream();
        try
        {
            new MLContext().Model.Save(model, inputSchema, file);
            return file.Length;
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            return null;
        }
    }

    /// <summary>Whether ML.NET says by this exception that it cannot save a model.</summary>
    public static bool IsRefusal(Exception exception) => exception is InvalidOperationException or NotSupportedException or NotImplementedException;
}
