using System.Globalization;
using System.Reflection;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>A program that has ML.NET's own packages and not this library, in a process of its own.</summary>
internal static class StockProgram
{
    public static string File => typeof(StockProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "StockConsumer").Value!;

    /// <summary>Scores the rows of a view with a saved model; fails if the program does.</summary>
    public static IReadOnlyList<(string Label, float[] Scores)> Run(TestFolder folder, string model, IDataView data)
    {
        string rows = folder.File($"rows {Guid.NewGuid():N}.idv");
        using (var stream = System.IO.File.Create(rows))
            new MLContext().Data.SaveAsBinary(data, stream);
        string output = ChildProcess.Run([File, model, rows]);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd().Split('\t'))
            .Select(cells => (cells[0], cells[1..].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray()))];
    }
}
