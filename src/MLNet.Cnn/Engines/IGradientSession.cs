namespace MLNet.Cnn;

/// <summary>A session that gives gradients without stepping: for explanations, and for the conformance tests. An engine need not have it.</summary>
public interface IGradientSession : IEngineSession
{
    /// <summary>The gradients of a function of the outputs, by the images, by layers' outputs and by the weights. Weights stay as they are.</summary>
    /// <param name="images">The images.</param>
    /// <param name="gradient">The function's gradient by the outputs.</param>
    /// <param name="query">By what, and in which mode. In training mode in the precision of a step, in inference mode in float32.</param>
    /// <exception cref="KeyNotFoundException">The network has no layer of that name.</exception>
    BatchGradients Gradients(ImageBatch images, OutputGradient gradient, GradientQuery query);
}

/// <summary>Short ways to gradients.</summary>
public static class GradientSessions
{
    /// <summary>The gradients of sum(output x cotangent), for a network of one output.</summary>
    /// <param name="session">The session.</param>
    /// <param name="images">The images.</param>
    /// <param name="cotangent">One number for each number of the output: (count, …).</param>
    /// <param name="query">By what, and in which mode. Default: by images and weights, in training mode.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than the output has.</exception>
    /// <exception cref="NotSupportedException">The session's engine gives no gradients.</exception>
    public static BatchGradients Gradients(this IEngineSession session, ImageBatch images, ReadOnlyMemory<float> cotangent, GradientQuery? query = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session is not IGradientSession gradients)
            throw new NotSupportedException($"Gradients are asked for, but {session.GetType().Name} gives none: it is no {nameof(IGradientSession)}. Use another engine, such as TorchEngine.Default.");
        return gradients.Gradients(images, Give, query ?? new GradientQuery());

        void Give(OutputSlice outputs)
        {
            int size = outputs.SizeOf();
            if (cotangent.Length != images.Count * size)
                throw new ArgumentException($"The cotangent has {cotangent.Length} numbers, but the output has {size} for each of {images.Count} images.", nameof(cotangent));
            cotangent.Span.Slice(outputs.First * size, outputs.Count * size).CopyTo(outputs.Gradient());
        }
    }
}
