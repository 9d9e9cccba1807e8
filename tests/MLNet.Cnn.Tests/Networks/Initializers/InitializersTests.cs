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
    public void Settings_are_passed_on()
    {
        Assert.Equal(new ConstantInitializer(0.1f), Initializers.Constant(0.1f));
        Assert.Equal(new RandomNormalInitializer(1, 2), Initializers.RandomNormal(1, 2));
        Assert.Equal(new TruncatedNormalInitializer(1, 2), Initializers.TruncatedNormal(1, 2));
        Assert.Equal(new RandomUniformInitializer(1, 2), Initializers.RandomUniform(1, 2));
    }
}
