namespace MLNet.Cnn.Benchmarks;

/// <summary>One form of the bare loop.</summary>
/// <param name="Network">The network's name there.</param>
/// <param name="ChannelsLast">Whether images are (count, height, width, channels) in memory.</param>
/// <param name="BFloat16">Whether kernels and activations are bfloat16, by hand.</param>
/// <param name="Optimizer">The optimizer's name there.</param>
internal sealed record BareSettings(string Network, bool ChannelsLast, bool BFloat16, string Optimizer);
