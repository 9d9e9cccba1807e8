namespace MLNet.Cnn.Tests;

public class SearchSpaceTests
{
    private static readonly NumberRange Rate = NumberRange.Logarithmic("learning rate", 1e-4, 1e-1);
    private static readonly Choice<int> Batch = new("batch size", 16, 32, 64);

    [Theory]
    [InlineData(0, 1e-4)]
    [InlineData(1 / 3.0, 1e-3)]
    [InlineData(0.5, 0.0031622776601683794)]
    [InlineData(1, 1e-1)]
    public void A_logarithmic_range_has_equal_ratios_at_equal_distances(double place, double expected) => Assert.Equal(expected, Rate.At(place), 1e-12);

    [Fact]
    public void A_range_has_equal_differences_at_equal_distances() => Assert.Equal(0.35, new NumberRange("dropout", 0.2, 0.5).At(0.5), 12);

    [Theory]
    [InlineData(0, 16)]
    [InlineData(0.33, 16)]
    [InlineData(0.34, 32)]
    [InlineData(0.67, 64)]
    [InlineData(0.999, 64)]
    public void A_choice_has_equal_shares(double place, int expected) => Assert.Equal(expected, Batch.At(place));

    [Fact]
    public void Values_become_options_and_settings()
    {
        var space = new SearchSpace([Rate, Batch], (options, values) => options with { BatchSize = values.Of(Batch), Optimizer = new Adam(values.Of(Rate)) });
        var values = new SearchValues(space, [1 / 3.0, 0.5]);

        var options = space.Apply(SmallTraining.Options, values);

        Assert.Equal(32, options.BatchSize);
        Assert.Equal(0.001, options.Optimizer.LearningRate, 1e-12);
        Refusal.WithDecimalComma(() => Assert.Equal([new("learning rate", "0.001"), new("batch size", "32")], values.Settings()));
    }

    [Fact]
    public void Values_with_names_are_shown_by_them()
    {
        var optimizer = Choice<Optimizer>.Named("optimizer", ("SGD", new SGD(0.1)), ("Adam", new Adam()));
        var space = new SearchSpace([optimizer], (options, _) => options);

        Assert.Equal([new("optimizer", "Adam")], new SearchValues(space, [0.75]).Settings());
    }

    [Fact]
    public void A_grid_has_every_combination_once_the_last_dimension_fastest()
    {
        var width = new Choice<int>("width", 1, 2);
        var space = new SearchSpace([width, Batch], (options, _) => options);
        var points = new SamplePoints(space, Sampler.Grid, seed: 1, candidate: 0);

        Assert.Equal(6, points.Count);
        Assert.Equal(
            [(1, 16), (1, 32), (1, 64), (2, 16), (2, 32), (2, 64)],
            Enumerable.Range(0, 6).Select(index => (width.At(points.At(index)[0]), Batch.At(points.At(index)[1]))));
    }

    [Fact]
    public void Random_points_are_functions_of_seed_candidate_and_place()
    {
        var space = new SearchSpace([Rate, Batch], (options, _) => options);

        Assert.Equal(new SamplePoints(space, Sampler.Random, 1, 0).At(5), new SamplePoints(space, Sampler.Random, 1, 0).At(5));
        Assert.Equal(3, new[] { (1UL, 0), (2UL, 0), (1UL, 1) }.Select(key => new SamplePoints(space, Sampler.Random, key.Item1, key.Item2).At(5)[0]).Distinct().Count());
    }

    [Fact]
    public void What_makes_no_space_is_refused()
    {
        Refusal.Says("The range 'rate' is 0.5 to 0.1, but it must have finite bounds, the smaller one first. (Parameter 'to')", () => _ = new NumberRange("rate", 0.5, 0.1));
        Refusal.Says("The range 'rate' begins with 0, but a logarithmic one must begin above 0. (Parameter 'from')", () => NumberRange.Logarithmic("rate", 0, 0.1));
        Refusal.Says("The choice 'width' has no value. Give it at least one. (Parameter 'values')", () => _ = new Choice<int>("width"));
        Refusal.Says("The choice 'width' has '8' 2 times. Each value must have a text of its own; Choice.Named gives values a name. (Parameter 'values')", () => _ = new Choice<int>("width", 8, 16, 8));
        Refusal.Says("The search space has no dimension. Give it at least one, or the candidate no space. (Parameter 'dimensions')", () => _ = new SearchSpace([], (options, _) => options));
        Refusal.Says("The search space has 2 dimensions 'batch size'. Give each a name of its own. (Parameter 'dimensions')", () => _ = new SearchSpace([Batch, Batch with { }], (options, _) => options));
        var space = new SearchSpace([Batch], (options, _) => options);
        Refusal.Says("The search space has no dimension 'learning rate'. It has: batch size. (Parameter 'dimension')", () => new SearchValues(space, [0.5]).Of(Rate));
    }
}
