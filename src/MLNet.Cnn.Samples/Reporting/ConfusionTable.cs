using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>What was taken for what: a matrix where it fits, else a list of the most frequent mistakes.</summary>
internal static class ConfusionTable
{
    private const int MistakeCount = 10;
    private const int Gap = 2;
    private const int NarrowestColumn = 4; // for counts up to 9999

    /// <summary>Lays out a confusion for a console of some width.</summary>
    /// <returns>The table, and a remark on how to read it.</returns>
    public static (IRenderable Table, string Remark) Create(Confusion confusion, int consoleWidth, bool unicode)
    {
        var names = confusion.ClassNames;
        var firstColumns = 2 + Math.Max("True".Length, names.Max(name => name.Length));
        var width = firstColumns + names.Sum(name => Gap + Math.Max(NarrowestColumn, name.Length)) + Gap + "Recognized".Length;
        return width <= consoleWidth
            ? (Matrix(confusion, unicode ? "·" : "."), "rows: true class, columns: predicted class")
            : (Mistakes(confusion), "the most frequent mistakes");
    }

    private static IRenderable Matrix(Confusion confusion, string zero)
    {
        var names = confusion.ClassNames;
        var rows = new AlignedRows(Gap,
            [("True", Justify.Right), .. names.Select(name => (name.PadLeft(NarrowestColumn), Justify.Right)), ("Recognized", Justify.Right)]);
        for (var trueClass = 0; trueClass < names.Count; trueClass++)
        {
            rows.Add(
            [
                (names[trueClass], Look.Quiet),
                .. confusion.Counts[trueClass].Select((count, predicted) => Cell(count, predicted == trueClass, zero)),
                (Show.Percent(confusion.Recognized(trueClass), decimals: 1), Look.Plain),
            ]);
        }

        return rows.Renderable;
    }

    private static (string Text, Style Style) Cell(int count, bool right, string zero) =>
        count == 0 ? (zero, Look.Quiet) : (Show.Count(count), right ? Look.Good : Look.Bad);

    private static IRenderable Mistakes(Confusion confusion)
    {
        var mistakes =
            from trueClass in Enumerable.Range(0, confusion.ClassNames.Count)
            from predicted in Enumerable.Range(0, confusion.ClassNames.Count)
            let count = confusion.Counts[trueClass][predicted]
            where trueClass != predicted && count > 0
            orderby count descending
            select (confusion.ClassNames[trueClass], confusion.ClassNames[predicted], count);
        var rows = new AlignedRows(Gap, ("True", Justify.Left), ("Taken for", Justify.Left), ("Images", Justify.Right));
        foreach (var (trueClass, predicted, count) in mistakes.Take(MistakeCount))
            rows.Add((trueClass, Look.Plain), (predicted, Look.Plain), (Show.Count(count), Look.Bad));
        return rows.Renderable;
    }
}
