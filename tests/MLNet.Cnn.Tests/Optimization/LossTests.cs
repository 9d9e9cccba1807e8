namespace MLNet.Cnn.Tests;

public class LossTests
{
    private static readonly Shape Image = new(4, 4, 1);

    private static readonly Loss[] OfSoftmax = [new CategoricalCrossentropy(), new CategoricalFocalCrossentropy(), new CategoricalHinge(), new KLDivergence()];

    private static readonly Loss[] OfSigmoid = [new BinaryCrossentropy(), new BinaryFocalCrossentropy()];

    // keras.losses, 3.x: the signatures of the constructors.
    [Fact]
    public void Defaults_are_those_of_Keras_and_valid()
    {
        Assert.Equivalent(new { LabelSmoothing = 0.0 }, new CategoricalCrossentropy());
        Assert.Equivalent(new { Alpha = 0.25, Gamma = 2.0, LabelSmoothing = 0.0 }, new CategoricalFocalCrossentropy());
        Assert.Equivalent(new { LabelSmoothing = 0.0 }, new BinaryCrossentropy());
        Assert.Equivalent(new { ApplyClassBalancing = false, Alpha = 0.25, Gamma = 2.0, LabelSmoothing = 0.0 }, new BinaryFocalCrossentropy());
        foreach (var loss in (Loss[])[Loss.Automatic, .. OfSoftmax, .. OfSigmoid])
            loss.Validate();
    }

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Says("CategoricalCrossentropy.LabelSmoothing is 1.5, but it must be between 0 and 1.", "LabelSmoothing", new CategoricalCrossentropy { LabelSmoothing = 1.5 });
        Says("CategoricalFocalCrossentropy.Alpha is 0, but it must be a finite number above 0.", "Alpha", new CategoricalFocalCrossentropy(Alpha: 0));
        Says("CategoricalFocalCrossentropy.Gamma is -0.5, but it must be a finite number, 0 or above.", "Gamma", new CategoricalFocalCrossentropy(Gamma: -0.5));
        Says("CategoricalFocalCrossentropy.LabelSmoothing is NaN, but it must be between 0 and 1.", "LabelSmoothing", new CategoricalFocalCrossentropy { LabelSmoothing = double.NaN });
        Says("BinaryCrossentropy.LabelSmoothing is -0.1, but it must be between 0 and 1.", "LabelSmoothing", new BinaryCrossentropy { LabelSmoothing = -0.1 });
        Says("BinaryFocalCrossentropy.Gamma is Infinity, but it must be a finite number, 0 or above.", "Gamma", new BinaryFocalCrossentropy(double.PositiveInfinity));
        Says("BinaryFocalCrossentropy.Alpha is 1.5, but it must be between 0 and 1.", "Alpha", new BinaryFocalCrossentropy { Alpha = 1.5 });
        Says("BinaryFocalCrossentropy.LabelSmoothing is 2, but it must be between 0 and 1.", "LabelSmoothing", new BinaryFocalCrossentropy { LabelSmoothing = 2 });
    }

    [Fact]
    public void The_options_check_their_loss()
    {
        Assert.Same(Loss.Automatic, SmallTraining.Options.Loss);
        Says("CategoricalCrossentropy.LabelSmoothing is 7, but it must be between 0 and 1.", "LabelSmoothing",
            () => (SmallTraining.Options with { Loss = new CategoricalCrossentropy { LabelSmoothing = 7 } }).Validate());
        Assert.Throws<ArgumentNullException>(() => (SmallTraining.Options with { Loss = null! }).Validate());
    }

    [Fact]
    public void The_automatic_loss_goes_with_the_end_of_the_network()
    {
        Assert.Equal(new CategoricalCrossentropy(), Loss.Automatic.For(Ends(new Dense(3))));
        Assert.Equal(new CategoricalCrossentropy(), Loss.Automatic.For(Ends(new Dense(2), new Softmax())));
        Assert.Equal(new BinaryCrossentropy(), Loss.Automatic.For(Ends(new Dense(1))));
        Assert.Equal(new BinaryCrossentropy(), Loss.Automatic.For(Ends(new Dense(1, Activation.Sigmoid))));
        Assert.Equal(new BinaryCrossentropy(), Loss.Automatic.For(Ends(new Dense(3), new ActivationLayer(Activation.Sigmoid))));
    }

    [Fact]
    public void A_loss_that_goes_with_the_end_of_the_network_is_taken_as_it_is()
    {
        Assert.All(OfSoftmax, loss => Assert.Same(loss, loss.For(Ends(new Dense(3)))));
        Assert.All(OfSoftmax, loss => Assert.Same(loss, loss.For(Ends(new Dense(3, Activation.Softmax)))));
        Assert.All(OfSigmoid, loss => Assert.Same(loss, loss.For(Ends(new Dense(3, Activation.Sigmoid)))));
        Assert.All(OfSigmoid, loss => Assert.Same(loss, loss.For(Ends(new Dense(1)))));
    }

    [Fact]
    public void A_loss_that_does_not_go_with_it_is_refused()
    {
        Refusal.Says(
            "The loss CategoricalHinge judges all outputs together by a softmax, but the network 'sequential' ends in a sigmoid. Use BinaryCrossentropy, BinaryFocalCrossentropy or Loss.Automatic, or end the network in a Dense layer with one output a class and without sigmoid.",
            () => new CategoricalHinge().For(Ends(new Dense(3, Activation.Sigmoid))));
        Refusal.Says(
            "The loss CategoricalCrossentropy judges all outputs together by a softmax, but the network 'sequential' has a single output. Use BinaryCrossentropy, BinaryFocalCrossentropy or Loss.Automatic, or end the network in a Dense layer with one output a class and without sigmoid.",
            () => new CategoricalCrossentropy().For(Ends(new Dense(1))));
        Refusal.Says(
            "The loss BinaryCrossentropy judges each output by a sigmoid, but the network 'sequential' ends in 3 logits or a softmax. Give its last layer Activation.Sigmoid, or use CategoricalCrossentropy, CategoricalFocalCrossentropy or Loss.Automatic.",
            () => new BinaryCrossentropy().For(Ends(new Dense(3))));
    }

    private static Network Ends(params Layer[] layers) => Network.Sequential(Image, [new Flatten(), .. layers]);

    private static void Says(string message, string setting, Loss loss) => Says(message, setting, loss.Validate);

    private static void Says(string message, string setting, Action action) =>
        Refusal.Says<ArgumentOutOfRangeException>($"{message} (Parameter '{setting}')", action);
}
