namespace MLNet.Cnn.Tests;

public class BatchNormalizationEngineTests
{
    private static readonly Network Vector = Network.Sequential(new(1, 1, 1), new BatchNormalization { Momentum = 0.9, Epsilon = 0.001 });

    [Fact]
    public void In_training_it_uses_the_batch_and_in_inference_the_moving_statistics()
    {
        float[] values = [1, 3]; // mean 2, population variance 1
        float scale = 1 / MathF.Sqrt(1.001f);

        Engine.AssertClose([-scale, scale], Engine.Output(Vector, values, training: true));
        // Moving mean 0 and variance 1, as first drawn.
        Engine.AssertClose([scale, 3 * scale], Engine.Output(Vector, values));
    }

    [Fact]
    public void Moving_statistics_follow_with_the_population_variance()
    {
        float[] values = [1, 3, 5, 7]; // mean 4, population variance 5, unbiased variance 20 / 3
        var network = Network.Sequential(new(2, 2, 1), new BatchNormalization { Momentum = 0.9 });

        var state = Engine.With(network, null, session =>
        {
            session.Gradients(new ImageBatch(network.InputShape, values), new float[4]);
            return session.ReadState();
        });

        Engine.AssertClose([0.9f * 0 + 0.1f * 4], state.Weights["batch_normalization/moving_mean"].Values.ToArray());
        Engine.AssertClose([0.9f * 1 + 0.1f * 5], state.Weights["batch_normalization/moving_variance"].Values.ToArray());
    }

    [Fact]
    public void Predicting_in_training_mode_moves_nothing()
    {
        var (before, after) = Engine.With(Vector, null, session =>
        {
            var first = session.ReadState().Weights.Sha256();
            session.Predict(new ImageBatch(Vector.InputShape, new float[] { 1, 3 }), training: true, ["batch_normalization"]);
            return (first, session.ReadState().Weights.Sha256());
        });

        Assert.Equal(before, after);
    }

    [Fact]
    public void A_single_value_a_channel_has_variance_0()
    {
        var (output, state) = Engine.With(Vector, null, session =>
        {
            var gradients = session.Gradients(new ImageBatch(Vector.InputShape, new float[] { 5 }), new float[] { 1 });
            return (gradients.Output.Values.ToArray(), session.ReadState());
        }, ("batch_normalization/beta", [0.25f]));

        Engine.AssertClose([0.25f], output);
        Engine.AssertClose([0.5f], state.Weights["batch_normalization/moving_mean"].Values.ToArray());
        Engine.AssertClose([0.9f], state.Weights["batch_normalization/moving_variance"].Values.ToArray());
    }

    [Fact]
    public void Frozen_it_runs_in_inference_mode_even_while_training()
    {
        var frozen = Network.Sequential(new(1, 1, 1), new BatchNormalization { Trainable = false });
        float scale = 1 / MathF.Sqrt(1.001f);

        Engine.AssertClose([scale, 3 * scale], Engine.Output(frozen, [1, 3], training: true));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Works_without_center_or_scale(bool center, bool scale)
    {
        var network = Network.Sequential(new(1, 1, 1), new BatchNormalization { Center = center, Scale = scale });
        (string, float[])[] weights = center ? [("batch_normalization/beta", [2f])] : scale ? [("batch_normalization/gamma", [3f])] : [];
        float unit = 1 / MathF.Sqrt(1.001f);

        Engine.AssertClose(
            [(scale ? 3 : 1) * -unit + (center ? 2 : 0), (scale ? 3 : 1) * unit + (center ? 2 : 0)],
            Engine.Output(network, [1, 3], training: true, weights));
    }

    [Fact]
    public void Statistics_taken_anew_are_those_of_all_batches_together_whatever_stood_there_before()
    {
        var network = Network.Sequential(new(1, 1, 2), new BatchNormalization { Name = "live" }, new BatchNormalization { Name = "frozen", Trainable = false });

        var state = Engine.With(network, null, session =>
        {
            session.ReestimateStatistics([new(network.InputShape, new float[] { 1, 10, 3, 30 }), new(network.InputShape, new float[] { 8, 80 })]);
            return session.ReadState();
        }, ("live/moving_mean", [1e6f, -5]), ("live/moving_variance", [1e6f, 7]), ("frozen/moving_mean", [0.5f, 0.25f]));

        // 1, 3 and 8 have the mean 4 and the population variance (9 + 1 + 16) / 3; a batch of one image counts as one.
        Engine.AssertClose([4, 40], state.Weights["live/moving_mean"].Values.ToArray(), 1e-6);
        Engine.AssertClose([26 / 3f, 2600 / 3f], state.Weights["live/moving_variance"].Values.ToArray(), 1e-6);
        Assert.Equal([0.5f, 0.25f], state.Weights["frozen/moving_mean"].Values.ToArray());
        Assert.Equal([1f, 1], state.Weights["frozen/moving_variance"].Values.ToArray());
    }

    [Fact]
    public void Statistics_taken_anew_are_those_of_training_mode()
    {
        // The second layer sees what the first gives with the batch's own statistics: mean 0, variance 1 (nearly: epsilon), times 3 plus 2.
        var network = Network.Sequential(new(1, 1, 1), new BatchNormalization { Epsilon = 1e-9 }, new BatchNormalization());

        var state = Engine.With(network, null, session =>
        {
            session.ReestimateStatistics([new(network.InputShape, new float[] { 5, 7, 9 })]);
            return session.ReadState();
        }, ("batch_normalization/gamma", [3]), ("batch_normalization/beta", [2]));

        Engine.AssertClose([2], state.Weights["batch_normalization_1/moving_mean"].Values.ToArray(), 1e-5);
        Engine.AssertClose([9], state.Weights["batch_normalization_1/moving_variance"].Values.ToArray(), 1e-5);
    }

    [Fact]
    public void Statistics_pooled_from_layer_outputs_are_those_that_the_engine_takes()
    {
        var network = Network.Sequential(new(4, 4, 2), new BatchNormalization(), new Conv2D(3, 3), new BatchNormalization { Momentum = 0.5 }, new Flatten(), new Dense(2), new BatchNormalization());
        var random = new KeyedRandom(5, RandomPurpose.Initialization);
        ImageBatch[] batches = [.. new[] { 3, 2 }.Select(count => new ImageBatch(network.InputShape, Enumerable.Range(0, count * 32).Select(_ => (float)(3 + random.NextNormal())).ToArray()))];

        var (engine, pooled) = Engine.With(network, null, session =>
        {
            var statistics = new PooledStatistics(network);
            foreach (var batch in batches)
                statistics.Add(batch.Count, session.Predict(batch, training: true, statistics.Inputs));
            var put = statistics.PutInto(session.ReadState().Weights).ToList();
            session.ReestimateStatistics(batches);
            return (session.ReadState().Weights, put);
        });

        Assert.All(engine.Zip(pooled), pair => Engine.AssertClose(pair.First.Values.ToArray(), pair.Second.Values.ToArray(), 1e-5));
    }
}
