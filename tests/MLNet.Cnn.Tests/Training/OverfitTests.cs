using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class OverfitTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void A_sound_network_learns_one_batch_by_heart()
    {
        var engine = new ObservedEngine();

        var result = Trainer(SmallTraining.Options with { Engine = engine }).OverfitOneBatch(Images);

        Assert.True(result.Learned, result.ToString());
        Assert.Equal((16, 16), (result.Images, result.Correct));
        Assert.Equal(result.Losses.Count, engine.Steps);
        Assert.True(result.Losses[^1] <= result.Losses[0] / 10);
        Assert.EndsWith("16 of 16 images are classified correctly: the network can learn.", result.ToString());
        Assert.All(engine.Settings, settings => Assert.Equal(0.007, settings.LearningRate));
        Assert.Equal(0, engine.OpenSessions);
    }

    [Fact]
    public void One_that_cannot_learn_is_told_apart_and_gets_advice()
    {
        // One number for the whole image: the three classes differ by where the bright pixels are.
        var blind = new NetworkBuilder("blind", (shape, classes) => Network.Sequential(shape, new GlobalAveragePooling2D(), new Dense(classes)));

        var result = Trainer(SmallTraining.Options with { Network = blind }).OverfitOneBatch(Images, steps: 50);

        Assert.False(result.Learned);
        Assert.Equal(50, result.Losses.Count);
        Assert.StartsWith("After 50 steps on one batch the loss went from ", result.ToString());
        Assert.Contains("the network does not learn even one batch. Try a learning rate ten times lower or higher; see whether labels belong to their images", result.ToString());
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_it()
    {
        var result = Trainer(SmallTraining.Options with { Optimizer = new SGD(1e30) }).OverfitOneBatch(Images);

        Assert.False(result.Learned);
        Assert.False(double.IsFinite(result.Losses[^1]));
    }

    [Fact]
    public void Nothing_is_kept()
    {
        var trainer = Trainer(SmallTraining.Options);
        using var before = trainer.Fit(Images);

        Assert.Equal(trainer.OverfitOneBatch(Images).Losses, trainer.OverfitOneBatch(Images).Losses);

        Assert.Equal(before.Hash(), trainer.Fit(Images).Hash());
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.OverfitOneBatch(Images, steps: 0));
    }

    private static CnnTrainer Trainer(CnnOptions options) => new MLContext(seed: 1).Transforms.TrainCnn(options);
}
