using System.Text;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>The file that an experiment goes on from: JSON lines, each on the disk before the next thing begins.</summary>
/// <remarks>The first line says what experiment it is; the others are entries. What a killed process left of a line is dropped.</remarks>
internal sealed class ExperimentJournal : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "journal.jsonl";

    private readonly string _path;
    private readonly Action<Stream, byte[]> _write;
    private readonly List<JournalEntry> _entries = [];
    private FileStream _stream;
    private Head? _older;

    private ExperimentJournal(string path, FileStream stream, Action<Stream, byte[]> write) => (_path, _stream, _write) = (path, stream, write);

    /// <summary>What is written down, in order.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>Opens the journal of a folder, or begins one.</summary>
    /// <param name="folder">The folder, which is made if it is not there.</param>
    /// <param name="identity">What experiment it is, by name and value.</param>
    /// <param name="write">Appends bytes to the file.</param>
    /// <exception cref="InvalidOperationException">The journal is that of another experiment.</exception>
    /// <exception cref="InvalidDataException">It is no journal, of a newer version, or damaged.</exception>
    /// <exception cref="IOException">It cannot be written, or another process has it open.</exception>
    public static ExperimentJournal Open(string folder, IReadOnlyDictionary<string, string> identity, Action<Stream, byte[]> write)
    {
        string path = Path.Combine(folder, FileName);
        FileStream stream;
        try
        {
            Directory.CreateDirectory(folder);
            stream = OpenFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The journal '{path}' cannot be opened: {exception.Message} Check that the folder is writable and that no other process runs this experiment.", exception);
        }
        try
        {
            var journal = new ExperimentJournal(path, stream, write);
            journal.Read(identity);
            return journal;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes an entry down; the first one into the journal of an older version makes it one of this version, entries of before included.</summary>
    /// <exception cref="IOException">It cannot be written; what was written before is as it was.</exception>
    public void Append(JournalEntry entry)
    {
        if (_older is not null)
            Renew(_older);
        Append(Line(entry));
        _entries.Add(entry);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>How the experiment of a folder split off its validation images, or <see langword="null"/> if the folder holds none.</summary>
    public static SplitRounding? SplitIn(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) && File.ReadLines(path).FirstOrDefault() is { } line && JsonSerializer.Deserialize<Head>(line, JournalEntry.Json) is { } head
                ? TrainingIdentity.SplitOf(head.Identity)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null; // Open says what is wrong with it.
        }
    }

    private void Read(IReadOnlyDictionary<string, string> identity)
    {
        var content = new byte[_stream.Length];
        _stream.ReadExactly(content);
        int end = Array.LastIndexOf(content, (byte)'\n') + 1;
        string[] lines = end == 0 ? [] : Encoding.UTF8.GetString(content, 0, end - 1).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            try
            {
                if (i == 0)
                    CheckHead(lines[i], identity);
                else
                    _entries.Add(JsonSerializer.Deserialize<JournalEntry>(lines[i], JournalEntry.Json) ?? throw new JsonException("The line is empty."));
            }
            catch (JsonException exception)
            {
                throw new InvalidDataException(i == 0
                    ? $"'{_path}' is no journal of an experiment: {exception.Message} Choose another folder."
                    : FormattableString.Invariant($"The journal '{_path}' is damaged in line {i + 1}: {exception.Message} Delete the lines from there on to go on from the trials before, or choose another folder."), exception);
            }
        }
        // The half of a line that a killed process left.
        _stream.SetLength(end);
        _stream.Position = end;
        if (lines.Length == 0)
            Append(Line(new Head(StoredFormat.Current, identity)));
    }

    /// <summary>Written beside and renamed: an older version must not read lines that it does not understand under a head that says it does.</summary>
    private void Renew(Head older)
    {
        _stream.Dispose();
        try
        {
            SafeFile.Write(_path, [.. Line(older with { Version = StoredFormat.Current }), .. _entries.SelectMany(entry => Line(entry))]);
            _older = null;
        }
        finally
        {
            _stream = OpenFile(_path);
            _stream.Position = _stream.Length;
        }
    }

    // Without a buffer: it would try again to write what did not fit on the disk.
    private static FileStream OpenFile(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private static byte[] Line<T>(T content) => [.. JsonSerializer.SerializeToUtf8Bytes(content, JournalEntry.Json), (byte)'\n'];

    private void CheckHead(string line, IReadOnlyDictionary<string, string> identity)
    {
        // A newer version may say more in its first line; its number is what to tell of it.
        using (var document = JsonDocument.Parse(line))
        {
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(nameof(Head.Version), out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number))
                StoredFormat.Check(number, $"The journal '{_path}'", ", or choose another folder");
        }
        var head = JsonSerializer.Deserialize<Head>(line, JournalEntry.Json) ?? throw new JsonException("The first line is empty.");
        _older = head.Version < StoredFormat.Current ? head : null;
        if (TrainingIdentity.Difference(head.Identity, identity) is { } difference)
            throw new InvalidOperationException($"The journal '{_path}' is that of another experiment, with {difference}. Use the same data and settings to go on with it, or choose another folder; it is left as it is.");
    }

    private void Append(byte[] line)
    {
        long before = _stream.Position;
        try
        {
            _write(_stream, line);
            _stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is written next must not stand behind half a line.
            _stream.SetLength(before);
            throw new IOException($"The journal '{_path}' cannot be written: {exception.Message} What it holds is unharmed: make room and start the experiment again, and it goes on.", exception).About(_path);
        }
    }

    private sealed record Head(int Version, IReadOnlyDictionary<string, string> Identity);
}
