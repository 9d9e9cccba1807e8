using Spectre.Console;

namespace MLNet.Cnn.Samples;

/// <summary>One line of a chart: a value for each epoch so far.</summary>
internal sealed record ChartLine(IReadOnlyList<double> Values, Style Style);
