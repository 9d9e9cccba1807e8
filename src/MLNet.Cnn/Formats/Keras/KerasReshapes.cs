using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Layers that move, cut or repeat values, out of Keras' settings.</summary>
internal static class KerasReshapes
{
    /// <summary>One number, a pair of them, or a pair of pairs.</summary>
    public static Margins Margins(KerasLayerConfig config, string member)
    {
        var value = config.Get(member);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 && value[0].ValueKind == JsonValueKind.Array && value[1].ValueKind == JsonValueKind.Array)
        {
            return value[0].GetArrayLength() == 2 && value[1].GetArrayLength() == 2
                ? new Margins(value[0][0].GetInt32(), value[0][1].GetInt32(), value[1][0].GetInt32(), value[1][1].GetInt32())
                : throw config.Unsupported(member, value.GetRawText());
        }
        var (height, width) = config.Size(member);
        return (height, width);
    }

    /// <summary>One dimension may be -1, for what is left.</summary>
    public static Reshape Reshape(KerasLayerConfig config, Shape input)
    {
        int[] target = config.Ints("target_shape");
        int open = Array.IndexOf(target, -1);
        if (open >= 0)
        {
            long known = target.Where((_, i) => i != open).Aggregate(1L, (product, d) => product * d);
            target[open] = known > 0 && input.Size % known == 0 ? (int)(input.Size / known)
                : throw config.Unsupported("target_shape", $"[{string.Join(", ", target)}] for the {input} input");
        }
        return new Reshape(new Shape(target));
    }

    public static Resizing Resizing(KerasLayerConfig config)
    {
        config.Expect("crop_to_aspect_ratio", "false");
        config.Expect("pad_to_aspect_ratio", "false");
        config.Expect("antialias", "false");
        // They matter only where the image is padded to an aspect ratio.
        config.Find("fill_mode");
        config.Find("fill_value");
        return new Resizing(config.Int("height"), config.Int("width"), Interpolation(config, "bilinear"));
    }

    public static Interpolation Interpolation(KerasLayerConfig config, string otherwise) => config.Text("interpolation", otherwise) switch
    {
        "nearest" => MLNet.Cnn.Interpolation.Nearest,
        "bilinear" => MLNet.Cnn.Interpolation.Bilinear,
        var other => throw config.Unsupported("interpolation", $"\"{other}\""),
    };
}
