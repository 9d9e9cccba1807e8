using PureHDF;
using static MLNet.Cnn.Tests.KerasFileMaker;

namespace MLNet.Cnn.Tests;

/// <summary>Weights of other types, and where versions of Keras before 3 put them.</summary>
public sealed class KerasWeightLayoutTests
{
    private static readonly string Config = Sequential(TwoByTwo, FlattenLayer, DenseLayer(1));

    [Fact]
    public void Weights_of_16_bits_are_the_numbers_that_they_stand_for()
    {
        var model = Load(new H5File { ["layers"] = Group("dense", new Half[4, 1] { { (Half)0.5 }, { (Half)(-2) }, { (Half)65504 }, { Half.Epsilon } }, new[] { (Half)(1 / 3.0) }) });

        Assert.Equal([0.5f, -2, 65504, MathF.Pow(2, -24)], model.Weights["scores/kernel"].Values.ToArray());
        // The nearest of eleven binary digits.
        Assert.Equal([0.333251953125f], model.Weights["scores/bias"].Values.ToArray());
    }

    [Fact]
    public void The_root_of_tf_keras_2_12_is_read()
    {
        var model = Load(new H5File { ["_layer_checkpoint_dependencies"] = Group("dense", new float[4, 1] { { 1 }, { 2 }, { 3 }, { 4 } }, new float[] { 5 }) });

        Assert.Equal([1, 2, 3, 4], model.Weights["scores/kernel"].Values.ToArray());
        Assert.Equal([5], model.Weights["scores/bias"].Values.ToArray());
    }

    [Fact]
    public void Weights_of_Keras_before_version_1_are_refused_with_the_reason()
    {
        var file = new H5File { ["layer_0"] = new H5Group { ["param_0"] = new float[4, 1], ["param_1"] = new float[1] } };

        Assert.Contains(
            "its weights have the layout of Keras before version 1 (layer_0/param_0), with the kernels of Theano, which are flipped. Open it in Keras 1 and save it again.",
            Assert.Throws<NotSupportedException>(() => Load(file)).Message, StringComparison.Ordinal);
    }

    private static H5Group Group(string layer, Array kernel, Array bias) => new() { [layer] = new H5Group { ["vars"] = new H5Group { ["0"] = kernel, ["1"] = bias } } };

    private static KerasModel Load(H5File weights)
    {
        using var stream = new MemoryStream();
        weights.Write(stream);
        string path = Write(Config, stream.ToArray());
        try
        {
            return KerasModel.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
