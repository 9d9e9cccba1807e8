using System.Globalization;

namespace MLNet.Cnn;

/// <summary>What <see cref="Precision.Auto"/> means.</summary>
internal static class PrecisionRule
{
    /// <summary>The precision of a session, and why, where it was left open or asks for a remark.</summary>
    /// <param name="asked">What the settings say.</param>
    /// <param name="network">The network.</param>
    /// <param name="hasInstructions">Whether the device multiplies in bfloat16.</param>
    /// <param name="deviceName">The device, as the subject of a sentence.</param>
    public static (Precision Precision, string Reason) Choose(Precision asked, Network network, bool hasInstructions, string deviceName)
    {
        switch (asked)
        {
            case Precision.BFloat16 when !hasInstructions:
                return (Precision.BFloat16, $"BFloat16 was asked for, but {deviceName} has no instructions for it: Float32 would be faster.");
            case not Precision.Auto:
                return (asked, "");
        }
        if (!hasInstructions)
            return (Precision.Float32, $"Float32 was chosen, because {deviceName} has no instructions for bfloat16.");
        double share = WideLayers.ShareOfWork(network, _ => true, WideLayers.AreEnough);
        string work = string.Create(CultureInfo.InvariantCulture,
            $"{100 * share:F0} % of the network's multiplications are in layers with at least {WideLayers.FewestChannels} channels on both sides");
        return share >= 0.5
            ? (Precision.BFloat16, $"BFloat16 was chosen, because {deviceName} has instructions for it and {work}.")
            : (Precision.Float32, $"Float32 was chosen, because only {work}.");
    }
}
