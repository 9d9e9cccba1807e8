using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Decodes the images of a cursor: block by block, each block on several threads, into the order of the rows.</summary>
internal sealed class ImageDecoding : IDisposable
{
    private const int BlockBytes = 16 << 20;
    private const int LargestBlock = 512;

    private readonly ImageIntake _intake;
    private readonly Func<ImageValue> _readValue;
    private readonly Func<string?> _readPath;
    private readonly ImagePixelReader[] _readers;
    private readonly int _imageSize;
    private readonly byte[] _pixels;
    private readonly List<(ImageValue Value, int Label, long Row)> _block = [];
    private readonly List<UnreadableImage> _unreadable = [];

    /// <param name="cursor">The cursor.</param>
    /// <param name="imageColumn">The column with the images.</param>
    /// <param name="pathColumn">A column with their paths, for the list of those that cannot be read, or none.</param>
    /// <param name="intake">The settings.</param>
    public ImageDecoding(DataViewRowCursor cursor, DataViewSchema.Column imageColumn, DataViewSchema.Column? pathColumn, ImageIntake intake)
    {
        _intake = intake;
        _readValue = ImageValueReader.Create(cursor, imageColumn, intake.Image.Kind);
        var path = pathColumn is { } column ? ImageValueReader.Create(cursor, column, ImageColumnKind.Path) : null;
        _readPath = () => path?.Invoke().Path;
        _imageSize = intake.Image.Shape.Size;
        int blockSize = Math.Clamp(BlockBytes / _imageSize, 1, LargestBlock);
        _pixels = GC.AllocateUninitializedArray<byte>(blockSize * _imageSize);
        _readers = [.. Enumerable.Range(0, Math.Min(intake.Threads, blockSize)).Select(_ => new ImagePixelReader(intake.Image))];
    }

    /// <summary>The images that could not be read, in the order of the rows.</summary>
    public IReadOnlyList<UnreadableImage> Unreadable => _unreadable;

    /// <exception cref="UnreadableImagesException">Images could not be read, and are not to be skipped.</exception>
    public void ReadInto(ImageSet images, LabelledRows rows)
    {
        // An image in memory belongs to its cursor and is valid only until the next row: it cannot wait for a block.
        int blockSize = _intake.Image.Kind == ImageColumnKind.Image ? 1 : _pixels.Length / _imageSize;
        bool more = true;
        while (more)
        {
            _block.Clear();
            while (_block.Count < blockSize && (more = rows.MoveNext()))
                _block.Add((ReadValue(), rows.Label, rows.Position));
            string?[] failures = Decode();
            for (int i = 0; i < _block.Count; i++)
            {
                if (failures[i] is { } reason)
                {
                    _unreadable.Add(new UnreadableImage(_block[i].Row, _block[i].Value.Path, reason));
                    continue;
                }
                images.Store.Add(_pixels.AsSpan(i * _imageSize, _imageSize));
                images.AddLabel(_block[i].Label);
            }
        }
        if (_unreadable.Count > 0 && _intake.UnreadableImages == UnreadableImages.Throw)
        {
            throw new UnreadableImagesException(
                $"Image column '{_intake.Image.Name}': {UnreadableImagesException.Describe(_unreadable)} Repair or remove them, or set UnreadableImages to Skip.", _unreadable);
        }
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
    }

    private ImageValue ReadValue()
    {
        var value = _readValue();
        return value.Path is null ? value with { Path = _readPath() } : value;
    }

    /// <summary>Decodes the block; gives the reason for each image that cannot be read.</summary>
    private string?[] Decode()
    {
        var failures = new string?[_block.Count];
        int next = -1;
        if (_block.Count <= 1 || _readers.Length == 1)
            Work(_readers[0]);
        else
            Parallel.ForEach(_readers, new ParallelOptions { MaxDegreeOfParallelism = _readers.Length }, Work);
        _intake.CancellationToken.ThrowIfCancellationRequested();
        return failures;

        void Work(ImagePixelReader reader)
        {
            for (int i = Interlocked.Increment(ref next); i < _block.Count && !_intake.CancellationToken.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                try
                {
                    reader.Read(_block[i].Value, _pixels.AsSpan(i * _imageSize, _imageSize));
                }
                catch (UnreadableImageFailure failure)
                {
                    failures[i] = failure.Message;
                }
            }
        }
    }
}
