using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Optimizers and schedules out of the configurations that Keras writes.</summary>
internal static class KerasOptimizers
{
    /// <summary>An optimizer with the settings of a configuration, which have Keras' names; those that it leaves out are the defaults.</summary>
    public static Optimizer Optimizer(string kind, JsonElement config)
    {
        Optimizer optimizer = kind switch
        {
            "SGD" => new SGD(),
            "Adam" => new Adam(),
            "AdamW" => new AdamW(),
            "RMSprop" => new RMSprop(),
            "Nadam" => new Nadam(),
            "Adamax" => new Adamax(),
            "Adagrad" => new Adagrad(),
            "Adadelta" => new Adadelta(),
            "Lion" => new Lion(),
            _ => throw new NotSupportedException($"There is no optimizer {kind}."),
        };
        bool averages = config.TryGetProperty("use_ema", out var flag) && flag.ValueKind == JsonValueKind.True;
        foreach (var setting in config.EnumerateObject().Where(setting => averages || !setting.Name.StartsWith("ema_", StringComparison.Ordinal)))
        {
            // initial_accumulator_value and InitialAccumulatorValue.
            var property = optimizer.GetType().GetProperty(setting.Name.Replace("_", "", StringComparison.Ordinal), BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public);
            object? value = setting.Value.ValueKind switch
            {
                JsonValueKind.Number => setting.Value.GetDouble(),
                JsonValueKind.True or JsonValueKind.False => setting.Value.GetBoolean(),
                JsonValueKind.Object => Schedule(setting.Value).Rate,
                // No decay is 0 here; for the rest, nothing is the default.
                _ => setting.Name == "weight_decay" ? 0.0 : null,
            };
            if (property is not null && value is not null)
                property.SetValue(optimizer, Convert.ChangeType(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, CultureInfo.InvariantCulture));
        }
        return optimizer;
    }

    /// <summary>The optimizer of a call as Python writes it: <c>AdamW(learning_rate=1.0, weight_decay=0.5)</c>.</summary>
    public static Optimizer FromCall(string call)
    {
        int open = call.IndexOf('(', StringComparison.Ordinal);
        var settings = call[(open + 1)..].TrimEnd(')').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(argument => argument.Split('='));
        return Optimizer(call[..open], JsonSerializer.SerializeToElement(settings.ToDictionary(
            setting => setting[0],
            setting => setting[1] is "True" or "False" ? (object)(setting[1] == "True") : double.Parse(setting[1], CultureInfo.InvariantCulture))));
    }

    /// <summary>The schedule of an envelope, and the rate that its factors multiply.</summary>
    public static (LearningRateSchedule Schedule, double Rate) Schedule(JsonElement envelope)
    {
        var config = envelope.GetProperty("config");
        string kind = envelope.TryGetProperty("class_name", out var name) ? name.GetString()! : envelope.GetProperty("class").GetString()!;
        if (kind == "PiecewiseConstantDecay")
            return (new PiecewiseConstantDecay(List("boundaries"), List("values")), 1);
        double initial = Number("initial_learning_rate");
        switch (kind)
        {
            case "ExponentialDecay":
                return (new ExponentialDecay((int)Number("decay_steps"), Number("decay_rate"), Flag("staircase")), initial);
            case "InverseTimeDecay":
                return (new InverseTimeDecay((int)Number("decay_steps"), Number("decay_rate"), Flag("staircase")), initial);
            case "PolynomialDecay":
                return (new PolynomialDecay((int)Number("decay_steps"), Number("end_learning_rate") / initial, Number("power"), Flag("cycle")), initial);
            case "CosineDecay" when config.GetProperty("warmup_target").ValueKind == JsonValueKind.Number:
                double target = Number("warmup_target");
                return (new CosineDecay((int)Number("decay_steps"), Number("alpha"), (int)Number("warmup_steps"), initial / target), target);
            case "CosineDecay":
                return (new CosineDecay((int)Number("decay_steps"), Number("alpha")), initial);
            case "CosineDecayRestarts":
                return (new CosineDecayRestarts((int)Number("first_decay_steps"), Number("t_mul"), Number("m_mul"), Number("alpha")), initial);
            default:
                throw new NotSupportedException($"There is no schedule {kind}.");
        }

        double Number(string member) => config.GetProperty(member).GetDouble();
        bool Flag(string member) => config.GetProperty(member).GetBoolean();
        ValueList List(string member) => ValueList.Create([.. config.GetProperty(member).EnumerateArray().Select(value => value.GetSingle())]);
    }
}
