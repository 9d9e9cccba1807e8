namespace MLNet.Cnn;

/// <summary>One network with live weights inside an engine.</summary>
/// <remarks>
/// A session belongs to the thread that opened it, because thread counts are a property of threads in native libraries; training
/// gives each fit a thread of its own. Same settings, same calls and same thread count give bit-identical results.
/// </remarks>
public interface IEngineSession : IDisposable
{
    /// <summary>How the session computes: what it chose, and why.</summary>
    /// <value>Default, for an engine that has nothing to choose: float32 on the CPU.</value>
    EngineExecution Execution => new("CPU", Precision.Float32, "");

    /// <summary>One step of training: forward in training mode, the gradient by the outputs from the caller, backward, update of weights and moving statistics.</summary>
    /// <param name="images">The images.</param>
    /// <param name="gradient">Gives the gradient by the outputs of <see cref="EngineSettings.Outputs"/>; it sees them as they were before the update.</param>
    /// <param name="settings">What changes from step to step.</param>
    /// <exception cref="InvalidOperationException">The session was opened without an optimizer.</exception>
    void Step(ImageBatch images, OutputGradient gradient, StepSettings settings);

    /// <summary>The outputs of layers for a batch of images, computed in float32 whatever the precision of a step, as a saved model computes them.
    /// Weights and moving statistics stay as they are.</summary>
    /// <param name="images">The images.</param>
    /// <param name="training">Whether layers behave as in training: BatchNormalization with the batch's own statistics, Dropout active.</param>
    /// <param name="layerNames">The layers whose outputs are asked for.</param>
    /// <returns>One output for each name, in their order: (count, …) with channels last.</returns>
    /// <exception cref="KeyNotFoundException">The network has no layer of that name.</exception>
    IReadOnlyList<LayerOutput> Predict(ImageBatch images, bool training, IReadOnlyList<string> layerNames);

    /// <summary>Replaces the moving statistics of every BatchNormalization that is not frozen by those of some images under the weights as they are, in training mode.</summary>
    /// <remarks>Mean and population variance of all batches together, each batch counting by its images: Wu and Johnson (2021), "precise" statistics. Weights stay as they are.</remarks>
    /// <param name="batches">The images; each batch is read before the next is asked for.</param>
    void ReestimateStatistics(IEnumerable<ImageBatch> batches);

    /// <summary>A copy of everything that training changes.</summary>
    EngineState ReadState();

    /// <summary>Continues from a state that <see cref="ReadState"/> gave, in this session or another with the same settings.</summary>
    /// <exception cref="ArgumentException">The state is that of another network or optimizer.</exception>
    void WriteState(EngineState state);
}
