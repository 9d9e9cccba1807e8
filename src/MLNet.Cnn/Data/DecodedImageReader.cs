using System.Security.Cryptography;
using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>Decodes the images of a view, each once, on several threads, into the order of the rows; or finds them decoded in a cache.</summary>
internal sealed class DecodedImageReader(IDataView data, DataViewSchema.Column image, DataViewSchema.Column label, ImageIntake intake)
{
    private const int BlockBytes = 16 << 20;
    private const int LargestBlock = 512;

    private readonly List<StoredFailure> _failures = [];
    private readonly List<UnreadableImage> _unreadable = [];

    // An image in memory belongs to its cursor and is valid only until the next row: it cannot wait for a block.
    private int BlockSize => intake.Image.Kind == ImageColumnKind.Image ? 1 : Math.Clamp(BlockBytes / intake.RowBytes, 1, LargestBlock);

    /// <exception cref="UnreadableImagesException">Images could not be read, and are not to be skipped.</exception>
    public ImageIntakeResult Read()
    {
        if (intake.CacheFolder is not { } folder || intake.Image.Kind == ImageColumnKind.Image || !ExceedsBudget())
            return Decode(intake.NewRows());
        var cache = new ImageCache(folder);
        var (contents, rows, skipped) = Scan();
        string key = ImageCache.KeyOf(intake.Image, contents);
        return cache.Find(key, intake.RowBytes) is { } found
            ? Found(found.Pixels, found.Failures, rows, skipped)
            : Decode(new PixelRows(intake.RowBytes, budget: 0, () => cache.Write(key, intake.RowBytes, () => _failures)));
    }

    private bool ExceedsBudget()
    {
        if (data.GetRowCount() is { } count)
            return count * intake.RowBytes > intake.MemoryBudget;
        using var cursor = data.GetRowCursor([label]);
        long rows = 0;
        while (cursor.MoveNext())
            rows++;
        return rows * intake.RowBytes > intake.MemoryBudget;
    }

    /// <summary>The check sum of each file, and where it came from.</summary>
    private (List<byte[]> Contents, List<ImageRow> Rows, int Skipped) Scan()
    {
        var (contents, rows) = (new List<byte[]>(), new List<ImageRow>());
        using var source = new ImageRows(data, image, label, intake);
        int[] workers = [.. Enumerable.Range(0, intake.Threads)];
        foreach (var block in source.Blocks(BlockSize))
        {
            var sums = new byte[block.Count][];
            ParallelRows.Run(workers, block.Count, intake.CancellationToken, (_, i) => sums[i] = SumOf(block[i].Value));
            contents.AddRange(sums);
            rows.AddRange(block.Select(row => row with { Value = new ImageValue(row.Value.Path, null, null) }));
        }
        return (contents, rows, source.Skipped);
    }

    private static byte[] SumOf(ImageValue value)
    {
        try
        {
            return SHA256.HashData(value.Encoded ?? ImageFile.Read(value.Path));
        }
        catch (UnreadableImageFailure failure)
        {
            return SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(failure.Message));
        }
    }

    private ImageIntakeResult Found(MappedPixels pixels, IReadOnlyList<StoredFailure> failures, List<ImageRow> rows, int skipped)
    {
        var images = new ImageSet(intake.Image, new PixelRows(pixels));
        var reasons = failures.ToDictionary(failure => failure.Index, failure => failure.Reason);
        for (int i = 0; i < rows.Count; i++)
        {
            if (reasons.TryGetValue(i, out string? reason))
                _unreadable.Add(new UnreadableImage(rows[i].Row, rows[i].Value.Path, reason));
            else
                images.Add(rows[i].Label, rows[i].Weight);
        }
        return Checked(images, skipped);
    }

    private ImageIntakeResult Decode(PixelRows pixels)
    {
        var images = new ImageSet(intake.Image, pixels);
        var readers = Enumerable.Range(0, Math.Min(intake.Threads, BlockSize)).Select(_ => new ImagePixelReader(intake.Image)).ToList();
        try
        {
            using var source = new ImageRows(data, image, label, intake);
            int size = intake.RowBytes, index = 0;
            byte[] buffer = GC.AllocateUninitializedArray<byte>(BlockSize * size);
            foreach (var block in source.Blocks(BlockSize))
            {
                var reasons = new string?[block.Count];
                ParallelRows.Run(readers, block.Count, intake.CancellationToken, (reader, i) => reasons[i] = Read(reader, block[i].Value, buffer.AsSpan(i * size, size)));
                for (int i = 0; i < block.Count; i++, index++)
                {
                    if (reasons[i] is { } reason)
                    {
                        _failures.Add(new StoredFailure(index, reason));
                        _unreadable.Add(new UnreadableImage(block[i].Row, block[i].Value.Path, reason));
                        continue;
                    }
                    images.Store.Add(buffer.AsSpan(i * size, size));
                    images.Add(block[i].Label, block[i].Weight);
                }
            }
            if (_unreadable.Count == 0 || intake.UnreadableImages == UnreadableImages.Skip)
                images.Store.Complete();
            return Checked(images, source.Skipped);
        }
        catch
        {
            images.Dispose();
            throw;
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    /// <summary>Decodes one image; gives the reason if it cannot be read.</summary>
    private static string? Read(ImagePixelReader reader, ImageValue value, Span<byte> pixels)
    {
        try
        {
            reader.Read(value, pixels);
            return null;
        }
        catch (UnreadableImageFailure failure)
        {
            return failure.Message;
        }
    }

    private ImageIntakeResult Checked(ImageSet images, int skipped)
    {
        if (_unreadable.Count == 0 || intake.UnreadableImages == UnreadableImages.Skip)
            return new ImageIntakeResult(images, skipped, _unreadable);
        images.Dispose();
        throw new UnreadableImagesException(
            $"Image column '{intake.Image.Name}': {UnreadableImagesException.Describe(_unreadable)} Repair or remove them, or set UnreadableImages to Skip.", _unreadable);
    }
}
