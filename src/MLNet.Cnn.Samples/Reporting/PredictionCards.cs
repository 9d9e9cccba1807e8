using MLNet.Cnn.Samples.Digits;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>Images as text art with the model's first guesses below, as many beside each other as fit.</summary>
internal sealed class PredictionCards(DataSummary data, int consoleWidth, bool unicode)
{
    private const int Gap = 4;
    private const int NarrowestCard = 16;

    /// <summary>Lays out the cards.</summary>
    public IRenderable Create(IReadOnlyList<PredictedImage> images)
    {
        // Images of several channels have no art: a terminal would not do them justice.
        var drawable = images.All(image => image.Pixels.Length == data.Height * data.Width);
        var crop = drawable ? ImageCrop.Around(images.Select(image => image.Pixels), data.Width) : new(0, 0, 0, 0);
        var cardWidth = Math.Max(crop.Width, NarrowestCard);
        var perRow = Math.Clamp((consoleWidth - 2 + Gap) / (cardWidth + Gap), 1, images.Count);

        var rows = new AlignedRows(Gap, [.. Enumerable.Repeat(("", Justify.Left), perRow)]);
        foreach (var (index, chunk) in images.Chunk(perRow).Index())
        {
            if (index > 0)
                rows.Add(new Text(" "));
            rows.Add([.. chunk.Select(image => Card(image, crop, cardWidth))]);
        }

        return rows.Renderable;
    }

    private Rows Card(PredictedImage image, ImageCrop crop, int width)
    {
        var art = crop.Height == 0 ? [] : TextArt.Lines(crop.Of(image.Pixels, data.Width), crop.Height, crop.Width, unicode);
        return new Rows(
        [
            .. art.Select(line => new Text(line)),
            new Text($"true class {image.TrueClass}".PadRight(width), Look.Quiet),
            .. image.Guesses.Select((guess, rank) => Line(guess, rank, image.TrueClass)),
        ]);
    }

    private static Text Line(Guess guess, int rank, string trueClass)
    {
        var style = guess.ClassName == trueClass ? Look.Good : rank == 0 ? Look.Bad : Look.Quiet;
        return new Text($"{guess.ClassName,-4} {Show.Percent(guess.Probability, decimals: 1),8}", style);
    }
}
