using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>A step of a pipeline that has nothing to learn: from an image column to the output of an ONNX graph.</summary>
internal sealed class FeatureEstimator(FeatureModel model) : IEstimator<ITransformer>
{
    private readonly EstimatorChain<ITransformer> _stock = model.Load(stock => stock, isForSaving: true);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _stock.GetOutputSchema(inputSchema);

    // ML.NET's component gives the same transformer for every fit, so that disposing one would dispose all.
    public ITransformer Fit(IDataView input) => new FeatureTransformer(model, model.Load(stock => stock.Fit(input), isForSaving: false));
}
