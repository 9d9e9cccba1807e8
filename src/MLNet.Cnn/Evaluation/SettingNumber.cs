using System.Globalization;

namespace MLNet.Cnn;

/// <summary>Values of settings that are numbers.</summary>
internal static class SettingNumber
{
    /// <summary>The finite number that a text is in invariant notation, or <see langword="null"/>.</summary>
    public static double? Parse(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
