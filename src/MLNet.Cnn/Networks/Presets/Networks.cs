namespace MLNet.Cnn;

/// <summary>Ready-made networks. Each method gives a <see cref="NetworkBuilder"/>, which fits itself to the images and classes of the data.</summary>
public static partial class Networks
{
}
