namespace MLNet.Cnn;

/// <summary>The weights of a file, whichever layout it has.</summary>
internal interface IKerasWeights
{
    /// <summary>The values of a layer's weight.</summary>
    /// <param name="place">The layer.</param>
    /// <param name="index">The weight's number among those of the layer.</param>
    /// <param name="spec">What it should be.</param>
    /// <exception cref="InvalidDataException">It is missing or of another shape; the message names layer and weight.</exception>
    float[] Read(KerasPlace place, int index, WeightSpec spec);

    /// <summary>Throws if the file has more weights for a layer than it should.</summary>
    void ExpectNoMore(KerasPlace place, int count);
}
