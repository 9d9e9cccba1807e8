using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>A convolution of Keras' own tests as our layer: along one direction as an image of one row.</summary>
internal static class KerasConvolutionCase
{
    public static NodeTranslation Translate(JsonElement root)
    {
        string kind = root.GetProperty("layer").GetString()!;
        bool line = kind == "Conv1D", first = root.GetProperty("data_format").GetString() == "channels_first";
        Tensor input = Images("input"), expected = Images("output");
        var kernel = Array(root.EnumerateObject().First(member => member.Name.Contains("kernel", StringComparison.Ordinal) && member.Value.ValueKind == JsonValueKind.Object).Name);
        Size2D size = Pair("kernel_size"), strides = Pair("strides"), dilation = Pair("dilation_rate");
        string padding = root.GetProperty("padding").GetString()!;
        var same = padding == "same" ? Padding.Same : Padding.Valid;
        Layer layer = kind switch
        {
            "DepthwiseConv2D" => new DepthwiseConv2D(size) { Name = "layer", DepthMultiplier = root.GetProperty("depth_multiplier").GetInt32(), Strides = strides, DilationRate = dilation, Padding = same },
            "Conv1D" or "Conv2D" => new Conv2D(root.GetProperty("filters").GetInt32(), size) { Name = "layer", Groups = root.GetProperty("groups").GetInt32(), Strides = strides, DilationRate = dilation, Padding = same },
            _ => throw new NotSupportedException($"there is no layer {kind}"),
        };
        // A causal convolution sees only what lies before: as many zeros in front as its window reaches back.
        int before = padding == "causal" ? (size.Width - 1) * dilation.Width : 0;
        return NodeTranslation.Of(input, expected, before > 0 ? [new ZeroPadding2D(new Margins(0, 0, before, 0)), layer] : [layer],
            ("layer/kernel", kernel.Data), ("layer/bias", Array("bias").Data));

        Tensor Array(string name) => new(
            [.. root.GetProperty(name).GetProperty("data").EnumerateArray().Select(value => value.GetSingle())],
            [.. root.GetProperty(name).GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())]);

        Tensor Images(string name)
        {
            var array = Array(name);
            return first ? array.ToImages() : line ? array.Reshape(array.Dims[0], 1, array.Dims[1], array.Dims[2]) : array;
        }

        // One number stands for both directions.
        Size2D Pair(string name)
        {
            var value = root.GetProperty(name);
            int[] numbers = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetInt32())] : [value.GetInt32()];
            return line ? new Size2D(1, numbers[0]) : new Size2D(numbers[0], numbers[^1]);
        }
    }
}
