namespace MLNet.Cnn;

/// <summary>Memory for one batch.</summary>
/// <param name="Pixels">Room for the pixels of a full batch, where an engine can read them without a copy.</param>
/// <param name="Targets">Room for its targets.</param>
internal sealed record BatchBuffer(Memory<float> Pixels, Memory<float> Targets)
{
    public static BatchBuffer Allocate(int images, int imageSize, int outputs) =>
        new(AlignedBuffer.Allocate(images * imageSize), new float[images * outputs]);
}
