namespace MLNet.Cnn.Tests;

public class BatchFeederTests
{
    private const ulong Seed = 7;
    private static readonly Augmentation Moves = [new RandomRotation(0.1), new RandomCrop { Padding = 2 }, new RandomBrightness(0.2)];
    private static readonly ImageSubset Train = Read();
    private static readonly int[] Order = EpochOrder.Of(Train, Sampling.Shuffled, Seed, epoch: 3);

    [Fact]
    public void Images_are_augmented_by_seed_epoch_and_place()
    {
        var batches = Batches(Moves, epoch: 3);

        var augmenter = new ImageAugmenter(Moves, Train.Images.Shape, new PixelRange(0, 255));
        int size = Train.Images.Shape.Size;
        float[] all = [.. batches.SelectMany(batch => batch.Pixels)];
        for (int place = 0; place < Order.Length; place++)
        {
            var expected = new float[size];
            Train.Images.Gather([Order[place]], expected);
            float[] plain = [.. expected];
            augmenter.Apply(expected, new ImageTurn(Seed, Epoch: 3, place, Order[place]));
            Assert.NotEqual(plain, expected);
            Assert.Equal(expected, all[(place * size)..((place + 1) * size)]);
        }
    }

    [Fact]
    public void Batches_are_the_same_however_slowly_they_are_taken()
    {
        var taken = Batches([.. Moves, new MixUp()], epoch: 3);
        var slowly = Batches([.. Moves, new MixUp()], epoch: 3, pause: TimeSpan.FromMilliseconds(5));

        Assert.Equal(taken.Select(batch => batch.Pixels), slowly.Select(batch => batch.Pixels));
        Assert.Equal(taken.Select(batch => batch.Targets), slowly.Select(batch => batch.Targets));
        Assert.Equal([16, 16, 16, 12], taken.Select(batch => batch.Targets.Length / 3));
    }

    [Fact]
    public void Another_epoch_draws_anew() =>
        Assert.NotEqual(Batches(Moves, epoch: 3)[0].Pixels, Batches(Moves, epoch: 4)[0].Pixels);

    [Fact]
    public void An_epoch_can_be_entered_in_its_middle()
    {
        Augmentation mixed = [.. Moves, new CutMix()];

        var tail = Batches(mixed, epoch: 3, firstStep: 2);

        Assert.Equal(2, tail.Count);
        Assert.Equal(Batches(mixed, epoch: 3).Skip(2).Select(batch => batch.Pixels), tail.Select(batch => batch.Pixels));
        Assert.Equal(Batches(Augmentation.None, epoch: 3).Skip(2).Select(batch => batch.Pixels), Batches(Augmentation.None, epoch: 3, firstStep: 2).Select(batch => batch.Pixels));
    }

    [Fact]
    public void What_goes_wrong_on_the_thread_is_thrown_where_batches_are_taken()
    {
        using var prefetcher = new BatchPrefetcher(Ring(), Fillers(6, failing: 3));
        int taken = 0;

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var batch in prefetcher.Batches())
                taken++;
        });

        Assert.Equal("Batch 3 is broken.", error.Message);
        Assert.Equal(3, taken);
    }

    [Fact]
    public void No_thread_is_left_when_batches_are_no_longer_wanted()
    {
        bool ended = false;
        var prefetcher = new BatchPrefetcher(Ring(), Fillers(1_000_000, onEnd: () => ended = true));

        // The first batch is here, so the thread runs and soon waits for a free buffer.
        Assert.Equal(0, prefetcher.Batches().First().Targets.Span[0]);
        prefetcher.Dispose();

        Assert.True(ended);
    }

    [Fact]
    public void A_thread_that_is_never_asked_ends_too()
    {
        bool ended = false;
        new BatchPrefetcher(Ring(), Fillers(1_000_000, onEnd: () => ended = true)).Dispose();

        Assert.True(ended);
    }

    // 1024 x 1024 x 3 values of 2,048 images are 6.4 billion; an array holds 2,147,483,591, of which 64 are for the alignment.
    [Fact]
    public void A_batch_that_no_array_can_hold_is_refused_with_the_largest_that_one_can() => Refusal.Says<InvalidOperationException>(
        "A batch of 2,048 images of 3,145,728 values each has more values than an array can hold (2,147,483,527). Lower CnnOptions.BatchSize to at most 682.",
        () => BatchBuffer.Allocate(2048, 1024 * 1024 * 3, 10));

    private static BatchBuffer[] Ring() => [.. Enumerable.Range(0, BatchPrefetcher.Ring).Select(_ => BatchBuffer.Allocate(1, 4, 1))];

    /// <summary>Batch i has target i.</summary>
    private static IEnumerable<Func<BatchBuffer, TrainingBatch>> Fillers(int count, int failing = -1, Action? onEnd = null)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                int number = i;
                yield return buffer =>
                {
                    if (number == failing)
                        throw new InvalidDataException($"Batch {number} is broken.");
                    buffer.Targets.Span[0] = number;
                    return new TrainingBatch(new ImageBatch(new Shape(2, 2, 1), buffer.Pixels), buffer.Targets);
                };
            }
        }
        finally
        {
            onEnd?.Invoke();
        }
    }

    /// <summary>Copies of the batches of an epoch.</summary>
    private static List<(float[] Pixels, float[] Targets)> Batches(Augmentation augmentation, int epoch, int firstStep = 0, TimeSpan pause = default)
    {
        var feeder = new BatchFeeder(Train.Images, 16, 3, BatchAugmenter.Of(augmentation, Train, Seed));
        var batches = new List<(float[], float[])>();
        foreach (var batch in feeder.Epoch(Order, epoch, firstStep))
        {
            Thread.Sleep(pause);
            batches.Add((batch.Images.Pixels.ToArray(), batch.Targets.ToArray()));
        }
        return batches;
    }

    private static ImageSubset Read()
    {
        var view = SmallTraining.Images();
        return ImageSubset.All(ImageSetReader.Read(view, new ImageIntake
        {
            Image = ImageColumn.Resolve(view.Schema, "Image", null, null),
            Labels = ClassLabels.Resolve(view.Schema, "Label"),
        }).Images);
    }
}
