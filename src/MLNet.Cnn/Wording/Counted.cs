using System.Globalization;

namespace MLNet.Cnn;

/// <summary>Numbers of things in sentences.</summary>
internal static class Counted
{
    /// <summary><c>1 image</c>, <c>2,000 images</c>, <c>3 classes</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them.</param>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}");
}
