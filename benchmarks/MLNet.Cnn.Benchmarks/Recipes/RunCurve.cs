using System.Text.Json;

namespace MLNet.Cnn.Benchmarks;

/// <summary>The curve of a run that goes on from day to day: a file beside its checkpoints.</summary>
internal sealed class RunCurve
{
    private readonly string _path;
    private readonly TimeSpan _start = Environment.CpuUsage.TotalTime;
    private readonly double _earlier;
    private readonly List<CurvePoint> _points;

    public RunCurve(string folder)
    {
        _path = Path.Combine(Directory.CreateDirectory(folder).FullName, "curve.json");
        _points = File.Exists(_path) ? JsonSerializer.Deserialize<List<CurvePoint>>(File.ReadAllBytes(_path))! : [];
        _earlier = _points.Count == 0 ? 0 : _points[^1].ProcessorSeconds;
    }

    public IReadOnlyList<CurvePoint> Points => _points;

    public void Add(EpochReport report)
    {
        // A process killed between this file and the checkpoint trains the epoch once more.
        _points.RemoveAll(point => point.Epoch >= report.Epoch);
        double processor = _earlier + (Environment.CpuUsage.TotalTime - _start).TotalSeconds;
        _points.Add(new CurvePoint(report.Epoch, report.Loss, report.Accuracy, report.ValidationAccuracy, report.Elapsed.TotalSeconds, processor));
        SafeFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(_points));
    }
}
