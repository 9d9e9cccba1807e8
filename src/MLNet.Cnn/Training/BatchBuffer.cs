namespace MLNet.Cnn;

/// <summary>Memory for one batch.</summary>
/// <param name="Pixels">Room for the pixels of a full batch, where an engine can read them without a copy.</param>
/// <param name="Targets">Room for its targets.</param>
internal sealed record BatchBuffer(Memory<float> Pixels, Memory<float> Targets)
{
    private static int Largest => Array.MaxLength - AlignedBuffer.Alignment;

    /// <exception cref="InvalidOperationException">The pixels are more than an array can hold.</exception>
    public static BatchBuffer Allocate(int images, int imageSize, int outputs) =>
        (long)images * Math.Max(imageSize, outputs) <= Largest
            ? new(AlignedBuffer.Allocate(images * imageSize), new float[images * outputs])
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"A batch of {images:N0} images of {imageSize:N0} values each has more values than an array can hold ({Largest:N0}). Lower CnnOptions.BatchSize to at most {Largest / Math.Max(imageSize, outputs):N0}."));
}
