using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Optimizers and schedules out of the configurations that Keras writes.</summary>
internal static class KerasOptimizers
{
    public static Optimizer Optimizer(string kind, JsonElement config)
    {
        double rate = config.GetProperty("learning_rate") is { ValueKind: JsonValueKind.Number } constant
            ? constant.GetDouble()
            : Schedule(config.GetProperty("learning_rate")).Rate;
        Optimizer optimizer = kind switch
        {
            "SGD" => new SGD(rate, Number("momentum") ?? 0, Flag("nesterov")),
            "Adam" => new Adam(rate, Number("beta_1")!.Value, Number("beta_2")!.Value, Number("epsilon")!.Value) { AMSGrad = Flag("amsgrad") },
            "AdamW" => new AdamW(rate, 0, Number("beta_1")!.Value, Number("beta_2")!.Value, Number("epsilon")!.Value) { AMSGrad = Flag("amsgrad") },
            "RMSprop" => new RMSprop(rate, Number("rho")!.Value, Number("momentum") ?? 0, Number("epsilon")!.Value, Flag("centered")),
            "Nadam" => new Nadam(rate, Number("beta_1")!.Value, Number("beta_2")!.Value, Number("epsilon")!.Value),
            "Adamax" => new Adamax(rate, Number("beta_1")!.Value, Number("beta_2")!.Value, Number("epsilon")!.Value),
            "Adagrad" => new Adagrad(rate, Number("initial_accumulator_value")!.Value, Number("epsilon")!.Value),
            "Adadelta" => new Adadelta(rate, Number("rho")!.Value, Number("epsilon")!.Value),
            "Lion" => new Lion(rate, Number("beta_1")!.Value, Number("beta_2")!.Value),
            _ => throw new NotSupportedException($"There is no optimizer {kind}."),
        };
        return optimizer with
        {
            WeightDecay = Number("weight_decay") ?? 0,
            ClipNorm = Number("clipnorm"),
            GlobalClipNorm = Number("global_clipnorm"),
            ClipValue = Number("clipvalue"),
            EmaMomentum = Flag("use_ema") ? Number("ema_momentum") : null,
            EmaOverwriteFrequency = Flag("use_ema") ? (int?)Number("ema_overwrite_frequency") : null,
            GradientAccumulationSteps = (int)(Number("gradient_accumulation_steps") ?? 1),
        };

        double? Number(string name) => config.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        bool Flag(string name) => config.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
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
