using System.Globalization;

namespace MLNet.Cnn.Tests;

/// <summary>Checks the whole text of an error, on a machine that writes 0.5 and on one that writes 0,5.</summary>
internal static class Refusal
{
    /// <summary>Decimal comma, points between thousands and a minus sign of its own, as in parts of Europe.</summary>
    private static readonly CultureInfo Comma = new("")
    {
        NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "\u2212" },
    };

    public static void Says(string message, Action action) => Says<ArgumentException>(message, action);

    public static void Says<TException>(string message, Action action)
        where TException : Exception
    {
        Assert.Equal(message, Assert.ThrowsAny<TException>(action).Message);
        WithDecimalComma(() => Assert.Equal(message, Assert.ThrowsAny<TException>(action).Message));
    }

    public static void WithDecimalComma(Action action)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Comma;
        try
        {
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
