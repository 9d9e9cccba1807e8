namespace MLNet.Cnn;

/// <summary>How a network that was trained before is trained for other images in steps: first what is new, then more and more of the rest. A definition.</summary>
/// <remarks>
/// <para>In each step only the layers that it names are trained; a BatchNormalization that is not among them also scores while the others train, as in Keras. Each step has the whole of the
/// schedule, from its first rate to its last, and begins with an optimizer that remembers nothing. Layers that are frozen otherwise, by <see cref="CnnOptions.FrozenLayers"/> or because they are not
/// <see cref="Layer.Trainable"/>, stay so.</para>
/// <para>Source: Howard and Ruder, "Universal Language Model Fine-tuning for Text Classification" (2018), gradual unfreezing; keras.io/guides/transfer_learning.</para>
/// </remarks>
/// <param name="Steps">The steps, at least one.</param>
public sealed record FineTuning(params IReadOnlyList<FineTuningStep> Steps)
{
    // The deeper a step reaches, the more of what was learned before it could spoil.
    private const double LastStageFactor = 0.3;
    private const double AllFactor = 0.1;

    /// <summary>How often training goes through the images, all steps together.</summary>
    public int Epochs => Steps.Sum(step => step.Epochs);

    /// <summary>The usual three steps: the head; the head and the network's last stage at 0.3 of the rate; everything at 0.1 of it.</summary>
    /// <param name="network">The trained network whose head is replaced (<see cref="NetworkTransfer.WithNewHead"/>); its stages are those of <see cref="NetworkDepth.LayersByStage"/>.</param>
    /// <param name="headEpochs">Epochs of the first step.</param>
    /// <param name="lastStageEpochs">Epochs of the second.</param>
    /// <param name="allEpochs">Epochs of the third.</param>
    /// <exception cref="ArgumentException">The network does not end in a head, or it has nothing else.</exception>
    public static FineTuning InStages(Network network, int headEpochs, int lastStageEpochs, int allEpochs)
    {
        ArgumentNullException.ThrowIfNull(network);
        var stages = network.LayersByStage();
        if (stages.Count == 0)
            throw new ArgumentException($"The network '{network.Name}' has no layer with weights but its head, so that there are no stages to train one after the other.", nameof(network));
        string head = NetworkTransfer.NewHeadName(network);
        return new FineTuning(
            new FineTuningStep(headEpochs, [head]),
            new FineTuningStep(lastStageEpochs, [.. stages[^1], head], LastStageFactor),
            new FineTuningStep(allEpochs, ["*"], AllFactor));
    }

    /// <inheritdoc/>
    public bool Equals(FineTuning? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);

    /// <summary>One line for each step.</summary>
    public override string ToString() => string.Join('\n', Steps.Select(step => step.ToString()));

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Steps);
        if (Steps.Count == 0)
            throw new ArgumentException("CnnOptions.FineTuning has no steps. Give at least one, or null to train everything at once.");
        foreach (var (step, index) in Steps.Select((step, index) => (step, index)))
            (step ?? throw new ArgumentException(FormattableString.Invariant($"Step {index + 1} of CnnOptions.FineTuning is null."))).Validate(index + 1);
    }
}
