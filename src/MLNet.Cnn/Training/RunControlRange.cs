namespace MLNet.Cnn;

/// <summary>Refuses settings that are out of their range.</summary>
internal static class RunControlRange
{
    public static void Check(bool valid, object definition, string setting, double value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"{definition.GetType().Name}.{setting} is {value}, but it must be {expected}."));
    }
}
