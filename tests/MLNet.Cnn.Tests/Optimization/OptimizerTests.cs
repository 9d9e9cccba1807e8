namespace MLNet.Cnn.Tests;

public class OptimizerTests
{
    // keras.optimizers, 3.x: the signatures of the constructors.
    [Fact]
    public void Defaults_are_those_of_Keras()
    {
        Assert.Equivalent(new { LearningRate = 0.01, WeightDecay = 0.0, Momentum = 0.0, Nesterov = false }, new SGD());
        Assert.Equivalent(new { LearningRate = 0.001, WeightDecay = 0.0, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7 }, new Adam());
        Assert.Equivalent(new { LearningRate = 0.001, WeightDecay = 0.004, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7 }, new AdamW());
    }

    [Fact]
    public void Defaults_of_the_rarer_optimizers_are_those_of_Keras_too()
    {
        Assert.Equivalent(new { LearningRate = 0.001, Rho = 0.9, Momentum = 0.0, Epsilon = 1e-7, Centered = false }, new RMSprop());
        Assert.Equivalent(new { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7 }, new Nadam());
        Assert.Equivalent(new { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7 }, new Adamax());
        Assert.Equivalent(new { LearningRate = 0.001, InitialAccumulatorValue = 0.1, Epsilon = 1e-7 }, new Adagrad());
        Assert.Equivalent(new { LearningRate = 0.001, Rho = 0.95, Epsilon = 1e-7 }, new Adadelta());
        Assert.Equivalent(new { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.99 }, new Lion());
        Assert.False(new Adam().AMSGrad);
        Assert.All(new Optimizer[] { new RMSprop(), new Nadam(), new Adamax(), new Adagrad(), new Adadelta(), new Lion() }, optimizer =>
        {
            optimizer.Validate();
            Assert.Equal((null, null, null, null, null, 1),
                (optimizer.ClipNorm, optimizer.GlobalClipNorm, optimizer.ClipValue, optimizer.EmaMomentum, optimizer.EmaOverwriteFrequency, optimizer.GradientAccumulationSteps));
        });
    }

    [Fact]
    public void Only_one_limit_of_gradients_may_be_set() => Refusal.Says<ArgumentOutOfRangeException>(
        "SGD.ClipNorm, GlobalClipNorm and ClipValue: the number of those set is 2, but it must be at most 1. (Parameter 'ClipNorm, GlobalClipNorm and ClipValue: the number of those set')",
        () => new SGD { ClipNorm = 1, ClipValue = 0.5 }.Validate());

    [Fact]
    public void Nothing_is_overwritten_by_an_average_that_is_not_kept() => Refusal.Says<ArgumentOutOfRangeException>(
        "Adam.EmaOverwriteFrequency without EmaMomentum is 100, but it must be null, because there is no average. (Parameter 'EmaOverwriteFrequency without EmaMomentum')",
        () => new Adam { EmaOverwriteFrequency = 100 }.Validate());

    [Fact]
    public void Defaults_are_valid()
    {
        foreach (var optimizer in new Optimizer[] { new SGD(), new SGD(0.1, 0.9, nesterov: true), new Adam(), new AdamW() })
            optimizer.Validate();
    }

    [Fact]
    public void Settings_are_passed_on()
    {
        Assert.Equal(new SGD { LearningRate = 0.1, Momentum = 0.9, Nesterov = true }, new SGD(0.1, 0.9, true));
        Assert.Equal(new Adam { LearningRate = 0.1, Beta1 = 0.2, Beta2 = 0.3, Epsilon = 0.4 }, new Adam(0.1, 0.2, 0.3, 0.4));
        Assert.Equal(
            new AdamW { LearningRate = 0.1, WeightDecay = 0.2, Beta1 = 0.3, Beta2 = 0.4, Epsilon = 0.5 },
            new AdamW(0.1, 0.2, 0.3, 0.4, 0.5));
    }

    [Fact]
    public void Adam_and_AdamW_differ_even_with_equal_settings() =>
        Assert.False(new Adam().Equals(new AdamW { WeightDecay = 0 }));

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Says("SGD.LearningRate is 0, but it must be a finite number above 0.", "LearningRate", new SGD(0));
        Says("AdamW.LearningRate is -0.5, but it must be a finite number above 0.", "LearningRate", new AdamW(-0.5));
        Says("Adam.LearningRate is NaN, but it must be a finite number above 0.", "LearningRate", new Adam(double.NaN));
        Says("Adam.LearningRate is Infinity, but it must be a finite number above 0.", "LearningRate", new Adam(double.PositiveInfinity));
        Says("SGD.WeightDecay is -0.1, but it must be 0 or above.", "WeightDecay", new SGD { WeightDecay = -0.1 });
        Says("SGD.Momentum is 1, but it must be at least 0 and below 1.", "Momentum", new SGD(momentum: 1));
        Says("SGD.Momentum is -0.1, but it must be at least 0 and below 1.", "Momentum", new SGD(momentum: -0.1));
        Says("Adam.Beta1 is 1.5, but it must be at least 0 and below 1.", "Beta1", new Adam(beta1: 1.5));
        Says("Adam.Beta2 is 1, but it must be at least 0 and below 1.", "Beta2", new Adam(beta2: 1));
        Says("Adam.Epsilon is 0, but it must be a finite number above 0.", "Epsilon", new Adam(epsilon: 0));
    }

    private static void Says(string message, string setting, Optimizer optimizer) =>
        Refusal.Says<ArgumentOutOfRangeException>($"{message} (Parameter '{setting}')", optimizer.Validate);
}
