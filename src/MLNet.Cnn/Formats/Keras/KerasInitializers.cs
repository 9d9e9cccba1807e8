using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>How first values are drawn, in Keras' words (keras/src/initializers).</summary>
internal static class KerasInitializers
{
    private static readonly (string Class, Initializer Initializer)[] WithoutSettings =
    [
        ("GlorotUniform", Initializers.GlorotUniform), ("GlorotNormal", Initializers.GlorotNormal), ("HeUniform", Initializers.HeUniform), ("HeNormal", Initializers.HeNormal),
        ("LecunUniform", Initializers.LecunUniform), ("LecunNormal", Initializers.LecunNormal), ("Zeros", Initializers.Zeros), ("Ones", Initializers.Ones),
    ];

    /// <summary>The initializer of a weight; one that is unknown here gives way to the usual one, because the values of a file replace it.</summary>
    public static Initializer Of(KerasLayerConfig config, string member, Initializer usual)
    {
        if (config.Find(member) is not { ValueKind: JsonValueKind.Object } envelope || !envelope.TryGetProperty("class_name", out var name))
            return usual;
        foreach (var (known, initializer) in WithoutSettings)
        {
            if (name.ValueEquals(known))
                return initializer;
        }
        return envelope.TryGetProperty("config", out var settings) && settings.ValueKind == JsonValueKind.Object ? WithSettings(name.GetString(), settings) ?? usual : usual;
    }

    /// <summary>The envelope that Keras writes. What Keras does not know gives way to its usual one, because the values of the file replace it.</summary>
    public static JsonObject Write(Initializer initializer)
    {
        if (initializer is DiracInitializer or PatchWhiteningInitializer)
            initializer = Initializers.GlorotUniform;
        string? plain = WithoutSettings.FirstOrDefault(row => row.Initializer == initializer).Class;
        var (name, settings) = initializer switch
        {
            _ when plain is "Zeros" or "Ones" => (plain, new JsonObject()),
            _ when plain is not null => (plain, new JsonObject { ["seed"] = null }),
            ConstantInitializer constant => ("Constant", new JsonObject { ["value"] = constant.Value }),
            RandomNormalInitializer normal => ("RandomNormal", new JsonObject { ["mean"] = normal.Mean, ["stddev"] = normal.StandardDeviation, ["seed"] = null }),
            TruncatedNormalInitializer normal => ("TruncatedNormal", new JsonObject { ["mean"] = normal.Mean, ["stddev"] = normal.StandardDeviation, ["seed"] = null }),
            RandomUniformInitializer uniform => ("RandomUniform", new JsonObject { ["minval"] = uniform.Minimum, ["maxval"] = uniform.Maximum, ["seed"] = null }),
            VarianceScalingInitializer scaling => ("VarianceScaling", new JsonObject
            {
                ["scale"] = scaling.Scale,
                ["mode"] = scaling.Fan switch { Fan.In => "fan_in", Fan.Out => "fan_out", _ => "fan_avg" },
                ["distribution"] = scaling.Distribution == InitialDistribution.Uniform ? "uniform" : "truncated_normal",
                ["seed"] = null,
            }),
            _ => throw new NotSupportedException($"The initializer {initializer} has no name in Keras."),
        };
        return new JsonObject { ["module"] = "keras.initializers", ["class_name"] = name, ["config"] = settings, ["registered_name"] = null };
    }

    private static Initializer? WithSettings(string? name, JsonElement settings) => name switch
    {
        "Constant" => new ConstantInitializer(Number(settings, "value", 0)),
        "RandomNormal" => new RandomNormalInitializer(Number(settings, "mean", 0), Number(settings, "stddev", 0.05f)),
        "TruncatedNormal" => new TruncatedNormalInitializer(Number(settings, "mean", 0), Number(settings, "stddev", 0.05f)),
        "RandomUniform" => new RandomUniformInitializer(Number(settings, "minval", -0.05f), Number(settings, "maxval", 0.05f)),
        "VarianceScaling" when FanOf(settings) is { } fan && DistributionOf(settings) is { } distribution => new VarianceScalingInitializer(Number(settings, "scale", 1), fan, distribution),
        _ => null,
    };

    private static float Number(JsonElement settings, string name, float otherwise) =>
        settings.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetSingle() : otherwise;

    private static Fan? FanOf(JsonElement settings) => Text(settings, "mode") switch
    {
        "fan_in" or null => Fan.In,
        "fan_out" => Fan.Out,
        "fan_avg" => Fan.Average,
        _ => null,
    };

    private static InitialDistribution? DistributionOf(JsonElement settings) => Text(settings, "distribution") switch
    {
        "uniform" => InitialDistribution.Uniform,
        "truncated_normal" or "normal" or null => InitialDistribution.TruncatedNormal,
        _ => null,
    };

    private static string? Text(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
