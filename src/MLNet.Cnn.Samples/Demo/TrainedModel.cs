using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn.Samples;

/// <summary>A trained pipeline with what was measured of it.</summary>
/// <param name="Pipeline">The pipeline: key, network, key back to text.</param>
/// <param name="Result">The numbers.</param>
/// <param name="Confusion">What it took for what.</param>
internal sealed record TrainedModel(TransformerChain<KeyToValueMappingTransformer> Pipeline, NetworkResult Result, Confusion Confusion) : IDisposable
{
    /// <summary>How it was trained.</summary>
    public TrainingHistory History => Pipeline.OfType<CnnTransformer>().Single().Model.History;

    /// <inheritdoc/>
    public void Dispose() => Pipeline.Dispose();
}
