namespace MLNet.Cnn.Tests;

/// <summary>A few cases of our own, which run where no vectors are: layers against their definitions, worked in double precision.</summary>
[Trait("Category", "Conformance")]
public class OwnCaseTests
{
    private static readonly Dictionary<string, OwnCase> Cases = new()
    {
        ["convolution"] = OwnCase.Convolution(new(5, 6, 3), new Conv2D(4, 3)),
        ["convolution, even window, SAME"] = OwnCase.Convolution(new(5, 4, 2), new Conv2D(3, (2, 4)) { Padding = Padding.Same, UseBias = false }),
        ["convolution, strides, SAME"] = OwnCase.Convolution(new(7, 6, 2), new Conv2D(8, (3, 2)) { Strides = (2, 3), Padding = Padding.Same }),
        ["convolution, strides, VALID"] = OwnCase.Convolution(new(7, 6, 2), new Conv2D(3, 3) { Strides = (3, 2) }),
        ["convolution, dilation, SAME"] = OwnCase.Convolution(new(6, 7, 2), new Conv2D(3, 3) { DilationRate = (2, 1), Padding = Padding.Same }),
        ["convolution, dilation, VALID"] = OwnCase.Convolution(new(6, 7, 2), new Conv2D(3, (2, 3)) { DilationRate = (3, 2) }),
        ["convolution in groups"] = OwnCase.Convolution(new(4, 5, 6), new Conv2D(9, (3, 2)) { Groups = 3, Padding = Padding.Same }),
        ["convolution, each channel alone"] = OwnCase.Convolution(new(4, 5, 4), new Conv2D(8, 3) { Groups = 4 }),
        ["max pooling"] = OwnCase.Pooling(new(6, 7, 2), new MaxPooling2D((2, 3))),
        ["max pooling, SAME"] = OwnCase.Pooling(new(5, 7, 2), new MaxPooling2D((2, 3), 2) { Padding = Padding.Same }),
        ["average pooling"] = OwnCase.Pooling(new(6, 5, 3), new AveragePooling2D(3, (2, 1))),
        ["average pooling, SAME"] = OwnCase.Pooling(new(5, 6, 2), new AveragePooling2D((2, 4), (2, 3)) { Padding = Padding.Same }),
        ["dense"] = OwnCase.Dense(new(6), new Dense(4)),
        ["dense without bias"] = OwnCase.Dense(new(5), new Dense(3) { UseBias = false }),
        ["dense on the channels of an image"] = OwnCase.Dense(new(2, 3, 4), new Dense(5)),
    };

    public static MatrixTheoryData<string, string> Layers => new(Cases.Keys, ConformanceEngines.Names.Select(row => row.Data));

    public static MatrixTheoryData<string, bool, bool, string> Normalizations =>
        new(["4x5x3", "6"], [true, false], [true, false], ConformanceEngines.Names.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_computes_its_definition(string name, string engine) => Cases[name].Check(engine);

    /// <summary>Keras' moving variance follows the population's variance, of images and of dense inputs, with and without center and scale.</summary>
    [Theory]
    [MemberData(nameof(Normalizations))]
    public void Batch_normalization_moves_by_the_variance_of_the_population(string shape, bool center, bool scale, string engine) => OwnCase.Normalization(
        new([.. shape.Split('x').Select(int.Parse)]), new BatchNormalization { Center = center, Scale = scale, Momentum = 0.7, Epsilon = 0.01 }).Check(engine);
}
