using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>ML.NET's own components in all but saving: the one with the ONNX graph would read a file that is gone, so the chain is made anew.</summary>
internal sealed class FeatureTransformer(FeatureModel model, TransformerChain<ITransformer> stock) : ITransformer, IDisposable
{
    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => stock.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => stock.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)stock).GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext context) => model.Load(estimator =>
    {
        using var copy = estimator.Fit(EmptyView.Of(model.Image));
        ((ICanSaveModel)copy).Save(context);
        return true;
    }, isForSaving: true);

    public void Dispose() => stock.Dispose();
}
