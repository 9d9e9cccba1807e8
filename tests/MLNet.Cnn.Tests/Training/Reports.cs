namespace MLNet.Cnn.Tests;

/// <summary>Reports with given values, for what is led by them.</summary>
internal static class Reports
{
    /// <summary>A report whose metrics all have one value.</summary>
    public static EpochReport Of(int epoch, double value, double rate = 1) =>
        new(epoch, 100, value, value, value, value, rate, 1, TimeSpan.Zero, TimeSpan.Zero);
}
