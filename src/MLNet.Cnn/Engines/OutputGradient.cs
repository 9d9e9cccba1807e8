namespace MLNet.Cnn;

/// <summary>Gives the gradient of a function of the network's outputs by these outputs: where the backward pass begins.</summary>
/// <remarks>
/// Losses, targets and counts belong to the caller; an engine knows outputs and gradients only. An engine may ask for a batch as a whole, or for one slice after the other,
/// from several threads at once: the function must write every number of the slice's gradients, and what it gives for an image must not depend on the slice.
/// What it throws comes out of the engine's call.
/// </remarks>
/// <param name="outputs">The outputs of some images, and the places of their gradients.</param>
public delegate void OutputGradient(OutputSlice outputs);

/// <summary>The outputs of neighbouring images of a batch, and the places of their gradients.</summary>
public readonly ref struct OutputSlice
{
    private readonly ReadOnlySpan<OutputBuffer> _buffers;

    /// <summary>Makes a slice of an engine's buffers.</summary>
    /// <param name="buffers">One for each of <see cref="EngineSettings.Outputs"/>.</param>
    /// <param name="first">The slice's first image, counted from 0 in the batch.</param>
    /// <param name="count">The number of its images.</param>
    public OutputSlice(ReadOnlySpan<OutputBuffer> buffers, int first, int count)
    {
        _buffers = buffers;
        First = first;
        Count = count;
    }

    /// <summary>The slice's first image, counted from 0 in the batch.</summary>
    public int First { get; }

    /// <summary>The number of images in the slice.</summary>
    public int Count { get; }

    /// <summary>The numbers that an output has for one image.</summary>
    /// <param name="output">The place in <see cref="EngineSettings.Outputs"/>.</param>
    public int SizeOf(int output = 0) => _buffers[output].Size;

    /// <summary>An output for the slice's images: (<see cref="Count"/>, …), channels last.</summary>
    /// <param name="output">The place in <see cref="EngineSettings.Outputs"/>.</param>
    public ReadOnlySpan<float> Values(int output = 0) => Of(_buffers[output].Values, output);

    /// <summary>The place of the gradient by that output.</summary>
    /// <param name="output">The place in <see cref="EngineSettings.Outputs"/>.</param>
    public Span<float> Gradient(int output = 0) => Of(_buffers[output].Gradient, output);

    private Span<float> Of(Memory<float> whole, int output) => whole.Span.Slice(First * SizeOf(output), Count * SizeOf(output));
}

/// <summary>An output of a whole batch, and the place of its gradient. It belongs to the engine, which uses it again in every step.</summary>
/// <param name="Size">The numbers for one image.</param>
/// <param name="Values">(count, …), channels last.</param>
/// <param name="Gradient">As many numbers.</param>
public readonly record struct OutputBuffer(int Size, Memory<float> Values, Memory<float> Gradient);
