using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class SeedTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    private static readonly CnnOptions Options = SmallTraining.Options with
    {
        Epochs = 1,
        Seed = null,
        Network = new("dropout", (shape, classes) => Network.Sequential(shape, new Conv2D(4, 3), new Dropout(0.5), new Flatten(), new Dense(classes))),
    };

    [Fact]
    public void The_seed_of_the_context_is_used_where_the_options_have_none()
    {
        Assert.Equal(Fit(5, Options).Hash(), Fit(null, Options with { Seed = 5 }).Hash());
        Assert.Equal(Fit(9, Options with { Seed = 5 }).Hash(), Fit(5, Options).Hash());
        Assert.Equal(5ul, Fit(5, Options).Model.History.Seed);
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_others_others()
    {
        string[] hashes = [.. new[] { 1, 1, 2, 0, -1 }.Select(seed => Fit(null, Options with { Seed = seed }).Hash())];

        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(4, hashes.Distinct().Count());
    }

    [Fact]
    public void Without_a_seed_each_fit_draws_one_and_tells_it()
    {
        using var first = Fit(null, Options);
        using var second = Fit(null, Options);
        Assert.NotEqual(first.Hash(), second.Hash());

        using var again = Fit(null, Options with { Seed = (int)first.Model.History.Seed });

        Assert.Equal(first.Hash(), again.Hash());
    }

    [Fact]
    public void Nothing_but_the_seed_matters()
    {
        var context = new MLContext(seed: 5);
        // Uses up numbers of the context's own generator.
        context.Data.TrainTestSplit(Images, seed: null);
        context.Data.ShuffleRows(Images);

        Assert.Equal(Fit(5, Options).Hash(), context.Transforms.TrainCnn(Options).Fit(Images).Hash());
        Assert.Equal(Fit(5, Options).Hash(), Fit(5, Options with { Engine = new ObservedEngine(), Progress = _ => { } }).Hash());
    }

    private static CnnTransformer Fit(int? contextSeed, CnnOptions options) => new MLContext(contextSeed).Transforms.TrainCnn(options).Fit(Images);
}
