using System.Globalization;
using System.Text;

namespace MLNet.Cnn;

/// <summary>The table that <see cref="Network.Summary"/> prints: Keras' columns and totals, then multiply-adds and receptive fields.</summary>
internal static class NetworkSummary
{
    private const int BytesPerParameter = sizeof(float);

    public static string Write(Network network)
    {
        // As in Keras, a chain of layers needs neither its input nor the column of connections.
        bool sequential = network.IsSequential;
        string[] headers = ["Layer (type)", "Output Shape", "Param #", "Trainable", "Multiply-adds", "Receptive field", "Connected to"];
        var receptiveFields = ReceptiveField.Of(network);
        var rows = network.Layers
            .Select((layer, index) => Cells(network, layer, receptiveFields[index]))
            .Skip(sequential ? 1 : 0)
            .ToList();
        int columns = sequential ? headers.Length - 1 : headers.Length;
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => rows.Append(headers).Max(row => row[c].Length))];

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Model: \"{network.Name}\"\n");
        AppendRow(text, headers, widths);
        text.Append(string.Join("─┼─", widths.Select(width => new string('─', width)))).Append('\n');
        foreach (var row in rows)
            AppendRow(text, row, widths);
        text.Append('\n');
        AppendTotal(text, "Total params", network.ParameterCount);
        AppendTotal(text, "Trainable params", network.TrainableParameterCount);
        AppendTotal(text, "Non-trainable params", network.ParameterCount - network.TrainableParameterCount);
        text.Append(CultureInfo.InvariantCulture, $"Multiply-adds: {network.MultiplyAdds:N0} per image\n");
        return text.ToString();
    }

    /// <summary>Bytes as Keras prints them and exactly: <c>1.28 MB (1,340,456 bytes)</c>.</summary>
    internal static string Bytes(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        int unit = bytes == 0 ? 0 : Math.Min((int)Math.Log(bytes, 1024), units.Length - 1);
        return FormattableString.Invariant($"{bytes / Math.Pow(1024, unit):F2} {units[unit]} ({bytes:N0} bytes)");
    }

    private static string[] Cells(Network network, NetworkLayer layer, LayerReach receptiveField) =>
    [
        $"{layer.Name} ({layer.Layer.Kind})",
        $"(None, {string.Join(", ", layer.Shape.Dimensions)})",
        Number(layer.ParameterCount),
        layer.ParameterCount == 0 ? "-" : Number(layer.TrainableParameterCount),
        layer.MultiplyAdds == 0 ? "-" : Number(layer.MultiplyAdds),
        receptiveField.WholeImage ? "whole image" : receptiveField.Window.ToString(),
        layer.Inputs.Count == 0 ? "-" : string.Join(", ", layer.Inputs.Select(index => network.Layers[index].Name)),
    ];

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        // Numbers stand to the right, words to the left; nothing is padded behind the last column.
        var padded = widths.Select((width, column) => column is >= 2 and <= 4 ? cells[column].PadLeft(width) : cells[column].PadRight(width));
        text.Append(string.Join(" │ ", padded).TrimEnd()).Append('\n');
    }

    private static void AppendTotal(StringBuilder text, string title, long parameters) =>
        text.Append(CultureInfo.InvariantCulture, $"{title}: {parameters:N0} · {Bytes(parameters * BytesPerParameter)}\n");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
