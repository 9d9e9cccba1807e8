using static MLNet.Cnn.Tests.KerasFileMaker;

namespace MLNet.Cnn.Tests;

public class KerasModelErrorTests
{
    private static readonly byte[] Good = Weights(("dense", new float[4, 2], [0, 0]));

    [Theory]
    [InlineData("""{"class_name": "Lambda", "config": {"name": "evil", "function": "os.system"}}""", "Layer 'evil' (Lambda) holds Python code, which is never executed.")]
    [InlineData("""{"class_name": "Wavelet", "config": {"name": "w"}}""", "Layer 'w' (Wavelet): MLNet.Cnn has no layer of this class.")]
    [InlineData("""{"class_name": "Flatten", "config": {"name": "f", "data_format": "channels_first"}}""", "Layer 'f' (Flatten): the setting 'data_format' with the value \"channels_first\" is not supported.")]
    [InlineData("""{"class_name": "Flatten", "config": {"name": "f", "novelty": 3}}""", "Layer 'f' (Flatten): the setting 'novelty' with the value 3 is not supported.")]
    [InlineData("""{"class_name": "RandomFlip", "config": {"name": "f", "mode": "diagonal"}}""", "Layer 'f' (RandomFlip): the setting 'mode' with the value \"diagonal\" is not supported.")]
    [InlineData("""{"class_name": "RandomZoom", "config": {"name": "z", "height_factor": 0.1, "fill_mode": "mirror"}}""", "Layer 'z' (RandomZoom): the setting 'fill_mode' with the value \"mirror\" is not supported.")]
    [InlineData("""{"class_name": "RandomContrast", "config": {"name": "c", "factor": [1, 2, 3]}}""", "Layer 'c' (RandomContrast): the setting 'factor' with the value [1, 2, 3] is not supported.")]
    [InlineData("""{"class_name": "Conv1D", "config": {"name": "c"}}""", "Layer 'c' (Conv1D): MLNet.Cnn has no layer of this class.")]
    public void What_is_not_supported_is_named_with_its_layer(string layer, string message) =>
        Assert.Contains(message, Fails<NotSupportedException>(Sequential(TwoByTwo, layer), Good), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"class_name": "Dense", "config": {"name": "d"}}""", "Layer 'd' (Dense): the setting 'units' is missing.")]
    [InlineData("""{"class_name": "Dense", "config": {"name": "d", "units": "many"}}""", "Layer 'd' (Dense): the setting 'units' has the value \"many\", which cannot be read")]
    [InlineData("""{"class_name": "Dense", "config": {"name": "d", "units": 3}}""", "Layer 'd' (Dense): the weight 'kernel' has the shape 4x2 in the file, but the configuration asks for 4x3.")]
    [InlineData("""{"class_name": "Dense", "config": {"name": "d", "units": 2147483647}}""", "Layer 'd' (Dense): ")]
    [InlineData("""{"class_name": "Conv2D", "config": {"name": "c", "filters": 1, "kernel_size": 1}}""", "Layer 'c' (Conv2D): ")]
    public void A_layer_that_does_not_fit_is_named(string layer, string message) =>
        Assert.Contains(message, Fails<InvalidDataException>(Sequential(TwoByTwo, FlattenLayer, layer), Good), StringComparison.Ordinal);

    [Theory]
    [InlineData(""" "module": "my_layers", "registered_name": "Dense" """, "its class is 'Dense' of the module 'my_layers', not that of Keras itself.")]
    [InlineData(""" "module": null, "registered_name": "my_package>Dense" """, "its class is 'my_package>Dense' of the module '?', not that of Keras itself.")]
    [InlineData(""" "module": "keras_cv.src.layers", "registered_name": null """, "its class is 'Dense' of the module 'keras_cv.src.layers', not that of Keras itself.")]
    public void A_class_of_somebody_else_is_not_read_as_that_of_Keras(string origin, string message)
    {
        string layer = $$"""{"class_name": "Dense", {{origin}}, "config": {"name": "scores", "units": 2} }""";

        Assert.Contains($"Layer 'scores' (Dense): {message}", Fails<NotSupportedException>(Sequential(TwoByTwo, FlattenLayer, layer), Good), StringComparison.Ordinal);
        string model = Sequential(TwoByTwo, FlattenLayer, DenseLayer(2)).Replace("\"module\": \"keras\"", origin.Replace("Dense", "Sequential", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("not that of Keras itself", Fails<NotSupportedException>(model, Good), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_weight_is_named() => Assert.Contains(
        "Layer 'scores' (Dense): the weight 'kernel' is missing: there is no array 'layers/dense/vars/0' of the shape 4x2 in the weights.",
        Fails<InvalidDataException>(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2)), Weights()), StringComparison.Ordinal);

    [Fact]
    public void Configurations_that_are_none_are_refused()
    {
        Assert.All(["", "[]", "null", "{", "{}", """{"class_name": "Sequential"}""", """{"class_name": "Sequential", "config": {"layers": []}}"""],
            config => Fails<InvalidDataException>(config, Good));
    }

    [Fact]
    public void A_connection_to_nowhere_or_in_a_circle_is_refused()
    {
        string config = """
            {"class_name": "Functional", "config": {"name": "f", "input_layers": ["i", 0, 0], "output_layers": ["a", 0, 0], "layers": [
            {"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 2, 2, 1]}, "inbound_nodes": []},
            {"class_name": "ReLU", "config": {"name": "a"}, "inbound_nodes": [[["b", 0, 0, {}]]]},
            {"class_name": "ReLU", "config": {"name": "b"}, "inbound_nodes": [[["a", 0, 0, {}]]]}]}}
            """;

        Assert.Contains("Layer 'a' (ReLU): its input 'b' does not exist or depends on it.", Fails<InvalidDataException>(config, Good), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_climbs_out_of_its_folder_is_refused()
    {
        string path = Write(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2)), Good, "assets/../../x");

        Assert.Contains("its member 'assets/../../x' points outside of the file.", Fails<InvalidDataException>(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_grows_absurdly_is_refused() => Assert.Contains(
        "its member 'model.weights.h5' claims to grow from",
        Fails<InvalidDataException>(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2)), new byte[64 << 20]), StringComparison.Ordinal);

    [Fact]
    public void Wherever_a_file_ends_early_it_is_an_error_and_nothing_else()
    {
        string path = Write(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2)), Good);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => KerasModel.Load(path));
        }
        for (int length = 0; length < Good.Length; length += 97)
            Fails<InvalidDataException>(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2)), Good[..length]);
        File.Delete(path);
    }

    [Fact]
    public void Damaged_weights_never_do_more_than_fail()
    {
        // One byte after the other set to 255: superblock, headers, sizes, addresses.
        for (int i = 0; i < Good.Length; i += 5)
        {
            byte[] damaged = [.. Good];
            damaged[i] = 255;
            string path = Write(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2)), damaged);
            try
            {
                KerasModel.Load(path);
            }
            catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
            {
                continue;
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    [Fact]
    public void Links_are_never_followed()
    {
        // A soft link to itself, in the three forms of the file format, as bytes.
        byte[] table = [.. "SNOD"u8, 1, 0, 1, 0, .. new byte[16], 2, 0, 0, 0, .. new byte[20]];
        byte[] old = [6, 0, 20, 0, 0, 0, 0, 0, 1, 8, 64, 1, (byte)'x'];
        byte[] header = [.. "OHDR"u8, 2, 0, 10, 6, 6, 0, 0, 1, 8, 1, 1, (byte)'x', 0, 0, 0];

        Assert.All([table, old, header], bytes => Assert.Contains(
            "soft or external links", Assert.Throws<InvalidDataException>(() => HdfLinkScan.RefuseLinks(new HdfMetadata(bytes))).Message, StringComparison.Ordinal));
        HdfLinkScan.RefuseLinks(new HdfMetadata(Good));
    }

    private static string Fails<T>(string config, byte[] weights)
        where T : Exception => Fails<T>(Write(config, weights));

    private static string Fails<T>(string path)
        where T : Exception
    {
        try
        {
            return Assert.Throws<T>(() => KerasModel.Load(path)).Message;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
