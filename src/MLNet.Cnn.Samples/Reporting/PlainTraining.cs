namespace MLNet.Cnn.Samples;

/// <summary>Training where nobody watches: one line for each epoch.</summary>
internal sealed class PlainTraining : ITrainingObserver
{
    private readonly TextWriter _output;
    private string _network = "";

    public PlainTraining(TextWriter output)
    {
        _output = output;
        Write("Network", "Epoch", "Loss", "Accuracy", "Images/s", "Time left");
    }

    /// <inheritdoc/>
    public void Start(string network) => _network = network;

    /// <inheritdoc/>
    public void Epoch(EpochReport report) => Write(
        _network, Show.Epoch(report), Show.Fixed(report.Loss, 4), Show.Percent(report.Accuracy),
        Show.Count(report.ImagesPerSecond), $"{Show.Fixed(report.TimeLeft.TotalSeconds, 0)} s");

    /// <inheritdoc/>
    public void End(NetworkResult result)
    {
    }

    private void Write(string network, string epoch, string loss, string accuracy, string speed, string left)
    {
        _output.WriteLine($"  {network,-15}  {epoch,5}  {loss,6}  {accuracy,8}  {speed,8}  {left,9}");
        _output.Flush();
    }
}
