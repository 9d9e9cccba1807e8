using System.Text.RegularExpressions;

namespace MLNet.Cnn.Tests;

/// <summary>Our summaries of networks against those that Keras printed of them: the same columns, rows and totals.</summary>
[Trait("Category", "Conformance")]
public partial class KerasSummaryTests
{
    private const string Name = "Layer (type)", Connections = "Connected to", Cut = "…";

    [Fact]
    public void Summaries_say_what_those_of_Keras_say()
    {
        string folder = ConformanceFolder.Require("keras-goldens", "summaries");
        var report = new ConformanceReport("keras-goldens/summaries");
        foreach (string file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            string network = Path.Combine(folder, "..", "networks", Path.GetFileNameWithoutExtension(file) + ".keras");
            report.Run(Path.GetFileName(file), () => Check(
                SummaryTable.Parse(File.ReadAllText(file)),
                SummaryTable.Parse(File.Exists(network) ? KerasModel.Load(network).Network.Summary() : throw new NotSupportedException("its network is not among the vectors"))));
        }
        report.Finish();
    }

    private static void Check(SummaryTable keras, SummaryTable ours)
    {
        Assert.Empty(keras.Headers.Except(ours.Headers));
        Assert.Equal(keras.Totals, ours.Totals);
        Assert.Equal(3, ours.Totals.Count);
        var (expected, actual) = (ByPlace(keras), ByPlace(ours));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (place, row) in expected)
        {
            foreach (string column in keras.Headers.Where(column => column is not (Name or Connections)))
                Assert.Equal(row[column], actual[place][column]);
            if (row.TryGetValue(Connections, out string? connections))
                CheckConnections(Names(connections), Names(actual[place][Connections]), Places(keras), Places(ours));
        }
    }

    private static void CheckConnections(string[] keras, string[] ours, Dictionary<string, string> kerasPlaces, Dictionary<string, string> ourPlaces)
    {
        Assert.Equal(keras.Length, ours.Length);
        // Keras cuts long names off.
        Assert.All(keras.Zip(ours), pair => Assert.True(
            pair.First.EndsWith(Cut, StringComparison.Ordinal)
                ? pair.Second.StartsWith(Counter().Replace(pair.First.TrimEnd(Cut[0]), ""), StringComparison.Ordinal)
                : kerasPlaces.GetValueOrDefault(pair.First, "-") == ourPlaces.GetValueOrDefault(pair.Second, "-"),
            $"connected to {pair.Second} instead of {pair.First}"));
    }

    private static Dictionary<string, Dictionary<string, string>> ByPlace(SummaryTable table)
    {
        var places = Places(table);
        return table.Rows.ToDictionary(row => places[row[Name].Split(' ')[0]]);
    }

    /// <summary>
    /// For each layer's name its class and its place among those of that class. Keras counts layers over all its models, so that conv2d_12 here may be
    /// conv2d_40 there: what counts is their order.
    /// </summary>
    private static Dictionary<string, string> Places(SummaryTable table) => table.Rows.Select(row => row[Name].Split(' '))
        .GroupBy(name => name[1])
        .SelectMany(group => group.OrderBy(name => Number(name[0])).Select((name, index) => (name[0], $"{group.Key} {index}")))
        .ToDictionary();

    // "add[0][0], conv2d_3[0][0]"
    private static string[] Names(string cell) => [.. cell.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(name => name.Split('[')[0])];

    private static int Number(string name) => int.TryParse(Counter().Match(name).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"_(\d*)$")]
    private static partial Regex Counter();
}
