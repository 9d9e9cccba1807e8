namespace MLNet.Cnn;

/// <summary>First weights that are taken from the training images, in a session of its own for each: any engine computes what goes into their layers.</summary>
internal static class ImageInitialization
{
    /// <summary>The weights with those replaced whose initializers look at images, layer by layer, so that one sees what the others before it give.</summary>
    /// <param name="settings">The training; its first weights are what the rest stays at.</param>
    /// <param name="isDrawn">Whether a weight was drawn; others were given and stay.</param>
    /// <exception cref="InvalidOperationException">The images have fewer patches than one patch has values.</exception>
    public static NetworkWeights Fill(TrainingSettings settings, Func<string, bool> isDrawn)
    {
        var weights = settings.InitialWeights;
        foreach (var layer in settings.Network.Layers)
        {
            foreach (var spec in layer.Weights)
            {
                if (spec.Initializer is not PatchWhiteningInitializer whitening || !isDrawn(layer.PathOf(spec)))
                    continue;
                var patches = PatchesInto(layer, spec.Shape, whitening, settings with { InitialWeights = weights });
                float[] kernel = PatchWhitening.Kernel(whitening, spec.Shape.Dimensions[^1], patches.ToMatrix());
                weights = new(settings.Network, weights.Select(weight => weight.Path == layer.PathOf(spec) ? weight with { Values = kernel } : weight));
            }
        }
        return weights;
    }

    private static PatchCovariance PatchesInto(NetworkLayer layer, Shape kernel, PatchWhiteningInitializer whitening, TrainingSettings settings)
    {
        var input = settings.Network.Layers[layer.Inputs[0]];
        var patches = new PatchCovariance(input.Shape, new Size2D(kernel.Dimensions[0], kernel.Dimensions[1]));
        int images = Math.Min(whitening.Images, settings.Train.Count);
        // From all over the data, because folders are read class by class.
        int[] rows = [.. Enumerable.Range(0, images).Select(i => settings.Train.Rows[(int)((long)i * settings.Train.Count / images)])];
        ForEachInput(input, rows, settings, values =>
        {
            for (int start = 0; start < values.Length; start += input.Shape.Size)
                patches.Add(values.Slice(start, input.Shape.Size).Span);
        });
        return patches.Count >= patches.Size ? patches : throw new InvalidOperationException(FormattableString.Invariant(
            $"Layer '{layer.Name}' (Conv2D): its kernel is taken from the training images, but {images} images of {input.Shape} have only {patches.Count} patches, fewer than the {patches.Size} values of one. Give more images, or another KernelInitializer."));
    }

    /// <summary>What the layer in front gives for some images, batch by batch.</summary>
    private static void ForEachInput(NetworkLayer input, int[] rows, TrainingSettings settings, Action<ReadOnlyMemory<float>> take)
    {
        var batches = rows.Chunk(settings.BatchSize).Select(chunk =>
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            var pixels = new float[chunk.Length * settings.Train.Images.Shape.Size];
            settings.Train.Images.Gather(chunk, pixels);
            return new ImageBatch(settings.Train.Images.Shape, pixels);
        });
        if (input.Layer is InputLayer)
        {
            foreach (var batch in batches)
                take(batch.Pixels);
            return;
        }
        // Only what stands in front of the layer is computed.
        var part = settings.Network.UpTo(input.Name);
        EngineThread.Run(() =>
        {
            using var session = settings.Engine.OpenSession(new EngineSettings(part, settings.InitialWeights.Of(part)) { Threads = settings.Threads, Device = settings.Device });
            foreach (var batch in batches)
                take(session.Predict(batch, training: false, [input.Name])[0].Values);
            return true;
        });
    }
}
