using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>One image as a column has it: its path, its encoded bytes, or its pixels at whatever size.</summary>
internal readonly record struct ImageValue(string? Path, byte[]? Encoded, MLImage? Image);
