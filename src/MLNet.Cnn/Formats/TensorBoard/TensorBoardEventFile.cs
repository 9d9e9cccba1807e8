namespace MLNet.Cnn;

/// <summary>A file of events that TensorBoard reads while it grows: after each call all that was written is in it.</summary>
/// <remarks>Source: <c>tensorboard/compat/proto/event.proto</c> and <c>summary.proto</c>.</remarks>
internal sealed class TensorBoardEventFile : IDisposable
{
    private const string FileVersion = "brain.Event:2";

    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly Action<Stream, byte[]> _write;

    /// <summary>Begins a file with a name of its own in a folder that exists.</summary>
    /// <param name="folder">The folder: TensorBoard's run.</param>
    /// <param name="time">What tells the time.</param>
    /// <param name="write">Appends bytes to the file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public TensorBoardEventFile(string folder, TimeProvider time, Action<Stream, byte[]> write)
    {
        (_time, _write) = (time, write);
        // TensorBoard looks for "tfevents" in the name and reads files in the order of their names.
        string name = FormattableString.Invariant($"events.out.tfevents.{time.GetUtcNow().ToUnixTimeSeconds()}.mlnetcnn.{Environment.ProcessId}");
        string path = Path.Combine(folder, name);
        // Without a buffer: it would try again to write what did not fit on the disk.
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            Write(Event().Text(3, FileVersion));
        }
        catch
        {
            _file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Writes numbers of one step.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="scalars">The numbers with their tags.</param>
    /// <exception cref="IOException">They cannot be written; what was written before is as it was.</exception>
    public void Scalars(long step, IEnumerable<(string Tag, double Value)> scalars)
    {
        var summary = new ProtoMessage();
        foreach (var (tag, value) in scalars)
            summary.Message(1, new ProtoMessage().Text(1, tag).Float(2, (float)value));
        Write(Event().Number(2, step).Message(5, summary));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private ProtoMessage Event() => new ProtoMessage().Double(1, _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);

    private void Write(ProtoMessage message)
    {
        long before = _file.Position;
        try
        {
            _write(_file, TensorBoardRecord.Frame(message.ToArray()));
        }
        catch
        {
            // TensorBoard reads nothing behind half a record.
            _file.SetLength(before);
            throw;
        }
    }
}
