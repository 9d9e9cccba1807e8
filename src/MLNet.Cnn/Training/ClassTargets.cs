namespace MLNet.Cnn;

/// <summary>What a network should give for the classes of some rows: (rows, outputs).</summary>
internal static class ClassTargets
{
    /// <summary>1 at the class and 0 elsewhere; of a single output, 1 for the second of two classes and 0 for the first, as Keras' binary losses have it.</summary>
    public static void Write(IReadOnlyList<int> labels, ReadOnlySpan<int> rows, int outputs, Span<float> targets)
    {
        targets.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            if (outputs == 1)
                targets[i] = labels[rows[i]];
            else
                targets[i * outputs + labels[rows[i]]] = 1;
        }
    }

    /// <inheritdoc cref="Write"/>
    public static float[] Of(IReadOnlyList<int> labels, ReadOnlySpan<int> rows, int outputs)
    {
        var targets = new float[rows.Length * outputs];
        Write(labels, rows, outputs, targets);
        return targets;
    }
}
