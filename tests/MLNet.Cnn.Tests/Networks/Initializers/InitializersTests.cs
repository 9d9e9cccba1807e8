namespace MLNet.Cnn.Tests;

public class InitializersTests
{
    // keras/src/initializers/random_initializers.py
    [Fact]
    public void Variance_scaling_has_the_numbers_of_Keras()
    {
        Assert.Equal(new VarianceScalingInitializer(1, Fan.Average, InitialDistribution.Uniform), Initializers.GlorotUniform);
        Assert.Equal(new VarianceScalingInitializer(1, Fan.Average, InitialDistribution.TruncatedNormal), Initializers.GlorotNormal);
        Assert.Equal(new VarianceScalingInitializer(2, Fan.In, InitialDistribution.Uniform), Initializers.HeUniform);
        Assert.Equal(new VarianceScalingInitializer(2, Fan.In, InitialDistribution.TruncatedNormal), Initializers.HeNormal);
        Assert.Equal(new VarianceScalingInitializer(1, Fan.In, InitialDistribution.Uniform), Initializers.LecunUniform);
        Assert.Equal(new VarianceScalingInitializer(1, Fan.In, InitialDistribution.TruncatedNormal), Initializers.LecunNormal);
    }

    [Fact]
    public void The_others_have_the_defaults_of_Keras()
    {
        Assert.Equal(new ConstantInitializer(0), Initializers.Zeros);
        Assert.Equal(new ConstantInitializer(1), Initializers.Ones);
        Assert.Equal(new RandomNormalInitializer(0, 0.05f), Initializers.RandomNormal());
        Assert.Equal(new TruncatedNormalInitializer(0, 0.05f), Initializers.TruncatedNormal());
        Assert.Equal(new RandomUniformInitializer(-0.05f, 0.05f), Initializers.RandomUniform());
    }

    [Fact]
    public void Those_of_convolutions_have_their_defaults()
    {
        Assert.Equal(new DiracInitializer(Initializers.Zeros), Initializers.Dirac());
        Assert.Equal(new PatchWhiteningInitializer { Epsilon = 5e-4, Images = 5000 }, Initializers.PatchWhitening());
    }

    [Fact]
    public void Numbers_that_give_no_weights_are_refused_with_the_layer()
    {
        Says("VarianceScalingInitializer does not fit its kernel: Scale is -1, but it must be a finite number above 0.", new VarianceScalingInitializer(-1, Fan.In, InitialDistribution.Uniform));
        Says("VarianceScalingInitializer does not fit its kernel: Fan is 7, but it must be In, Out or Average.", new VarianceScalingInitializer(1, (Fan)7, InitialDistribution.Uniform));
        Says("VarianceScalingInitializer does not fit its kernel: Distribution is 7, but it must be Uniform or TruncatedNormal.", new VarianceScalingInitializer(1, Fan.In, (InitialDistribution)7));
        Says("RandomNormalInitializer does not fit its kernel: StandardDeviation is -0.5, but it must be a finite number of at least 0.", Initializers.RandomNormal(standardDeviation: -0.5f));
        Says("TruncatedNormalInitializer does not fit its kernel: Mean is NaN, but it must be a finite number.", Initializers.TruncatedNormal(float.NaN));
        Says("RandomUniformInitializer does not fit its kernel: Maximum is -0.2, but it must be a finite number of at least Minimum, which is 0.1.", Initializers.RandomUniform(0.1f, -0.2f));
        Says("ConstantInitializer does not fit its kernel: Value is Infinity, but it must be a finite number.", Initializers.Constant(float.PositiveInfinity));

        void Says(string message, Initializer initializer) =>
            Refusal.Says($"Layer 'dense' (Dense): {message}", () => Symbol.Input(2, 2, 1).Apply(new Dense(4) { KernelInitializer = initializer }));
    }

    [Fact]
    public void A_weight_that_they_do_not_fit_is_refused_by_its_layer()
    {
        var image = Symbol.Input(8, 8, 4);
        Refusal.Says(
            "Layer 'dense' (Dense): DiracInitializer does not fit its kernel: a Dirac kernel is one of a Conv2D with Groups 1.",
            () => image.Apply(new Dense(4) { KernelInitializer = Initializers.Dirac() }));
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): DiracInitializer does not fit its kernel: a Dirac kernel is one of a Conv2D with Groups 1.",
            () => image.Apply(new Conv2D(4, 3) { Groups = 2, KernelInitializer = Initializers.Dirac() }));
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): DiracInitializer does not fit its kernel: the filters beyond the channels cannot be drawn by PatchWhiteningInitializer.",
            () => image.Apply(new Conv2D(4, 3) { KernelInitializer = Initializers.Dirac(Initializers.PatchWhitening()) }));
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): PatchWhiteningInitializer does not fit its kernel: patches of 16 values have 16 components and their opposites, but there are 33 filters; use at most 32.",
            () => image.Apply(new Conv2D(33, 2) { KernelInitializer = Initializers.PatchWhitening() }));
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): PatchWhiteningInitializer does not fit its bias: patches are whitened by the kernel of a Conv2D with Groups 1.",
            () => image.Apply(new Conv2D(4, 2) { BiasInitializer = Initializers.PatchWhitening() }));
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): PatchWhiteningInitializer does not fit its kernel: patches are whitened without holes, but DilationRate is 2x2.",
            () => image.Apply(new Conv2D(4, 2) { DilationRate = 2, KernelInitializer = Initializers.PatchWhitening() }));
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): PatchWhiteningInitializer does not fit its kernel: Epsilon is 0, but it must be a finite number above 0.",
            () => image.Apply(new Conv2D(4, 2) { KernelInitializer = Initializers.PatchWhitening(0) }));
        Refusal.Says(
            "Layer 'conv2d' (Conv2D): PatchWhiteningInitializer does not fit its kernel: Images is 0, but it must be at least 1.",
            () => image.Apply(new Conv2D(4, 2) { KernelInitializer = new PatchWhiteningInitializer { Images = 0 } }));
    }

    [Fact]
    public void Settings_are_passed_on()
    {
        Assert.Equal(new ConstantInitializer(0.1f), Initializers.Constant(0.1f));
        Assert.Equal(new RandomNormalInitializer(1, 2), Initializers.RandomNormal(1, 2));
        Assert.Equal(new TruncatedNormalInitializer(1, 2), Initializers.TruncatedNormal(1, 2));
        Assert.Equal(new RandomUniformInitializer(1, 2), Initializers.RandomUniform(1, 2));
    }
}
