using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>A trained CNN inside a pipeline: adds <c>PredictedLabel</c> and <c>Score</c> to the columns that come in.</summary>
/// <remarks>
/// <para>Safe to use from several threads at once, until it is disposed. A <c>PredictionEngine</c> disposes it too, as ML.NET's engines do by default.</para>
/// <para><c>mlContext.Model.Save</c> writes it as a chain of ML.NET's own components, which loads with <c>mlContext.Model.Load</c> in any
/// program that has Microsoft.ML.OnnxTransformer and ONNX Runtime, without this package; only models of encoded bytes need it. <c>mlContext.Model.LoadCnn</c> reads the same file as this type.</para>
/// </remarks>
public sealed class CnnTransformer : ISingleFeaturePredictionTransformer<TrainedNetwork>, IDisposable
{
    private readonly ClassLabels _labels;
    private readonly string _tempFolder;
    private readonly OnnxScorer _scorer;

    /// <param name="model">The network.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="tempFolder">Where saving may put a file for a moment.</param>
    /// <param name="threads">How many threads score a batch; default: one for each processor.</param>
    internal CnnTransformer(TrainedNetwork model, ClassLabels labels, string tempFolder, int? threads = null)
    {
        Model = model;
        _labels = labels;
        _tempFolder = tempFolder;
        _scorer = ScorerOf(model, model.ToOnnx(), threads ?? Environment.ProcessorCount);
    }

    /// <summary>The network with its weights, class names and history.</summary>
    public TrainedNetwork Model { get; }

    /// <summary>The image column's name.</summary>
    public string FeatureColumnName => Model.ImageColumn.Name;

    /// <summary>The image column's type.</summary>
    public DataViewType FeatureColumnType => Model.ImageColumn.ColumnType;

    bool ITransformer.IsRowToRowMapper => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or of another type or size, or a label column numbers other classes.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <summary>Scores a view, lazily: nothing is computed until rows are read, and only what is asked for.</summary>
    /// <remarks>An image with a pixel that is NaN or infinite has no answer: all of its <c>Score</c> are NaN, and <c>PredictedLabel</c> is missing.</remarks>
    /// <param name="input">Data with the image column; a label column is not needed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or of another type or size, or a label column numbers other classes.</exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(input, Bind(input.Schema), _scorer);
    }

    /// <summary>Writes the model as an ONNX file, preprocessing inside; its scores are those of this transformer. For a whole pipeline there is <c>mlContext.Model.SaveOnnx</c>;
    /// ML.NET's <c>ConvertToOnnx</c> cannot see the network and writes a file without it.</summary>
    /// <inheritdoc cref="TrainedNetwork.SaveOnnx" path="/remarks"/>
    /// <param name="path">The file; an existing one is replaced only once the new one is complete.</param>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public void SaveOnnx(string path) => Model.SaveOnnx(path);

    /// <inheritdoc cref="TrainedNetwork.SaveKeras"/>
    public void SaveKeras(string path) => Model.SaveKeras(path);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new ScoringRowMapper(Bind(inputSchema), _scorer);

    void ICanSaveModel.Save(ModelSaveContext context) => PortableModel.Save(context, Model, _labels, _tempFolder);

    /// <summary>Frees ONNX Runtime's sessions. Views made by <see cref="Transform"/> can no longer be read.</summary>
    public void Dispose() => _scorer.Dispose();

    /// <summary>What scores a network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="onnx">Its <see cref="TrainedNetwork.ToOnnx"/>.</param>
    /// <param name="threads">How many threads score a batch.</param>
    internal static OnnxScorer ScorerOf(TrainedNetwork model, byte[] onnx, int threads) =>
        new(onnx, model.ImageColumn.Name, ScoringSchema.ScoreName, model.ImageColumn.Shape.Size, model.ClassNames.Count, threads);

    private ScoringSchema Bind(DataViewSchema inputSchema)
    {
        _scorer.ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoringSchema(inputSchema, Model.ImageColumn, _labels);
    }
}
