using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Asks an estimator what columns it will give. ML.NET describes the columns of a view in the way that estimators want only to the steps of a chain that it fits.</summary>
/// <param name="estimator">The estimator.</param>
internal sealed class SchemaProbe(IEstimator<ITransformer> estimator) : IEstimator<ITransformer>
{
    private SchemaShape? _output;

    /// <summary>The columns that an estimator gives for those of a view; nothing is fitted.</summary>
    /// <exception cref="ArgumentException">The estimator does not take these columns.</exception>
    public static SchemaShape OutputOf(IEstimator<ITransformer> estimator, DataViewSchema input)
    {
        var probe = new SchemaProbe(estimator);
        new EstimatorChain<ITransformer>().Append(probe).Fit(new EmptyView(input));
        return probe._output!;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _output = estimator.GetOutputSchema(inputSchema);

    /// <summary>A step that does nothing.</summary>
    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();
}
