using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class EpochOrderTests
{
    [Fact]
    public void A_shuffled_epoch_has_every_image_once_in_an_order_of_its_own()
    {
        var images = Of(0, 0, 0, 0, 0, 0, 1, 2);

        var epochs = Enumerable.Range(0, 3).Select(epoch => EpochOrder.Of(images, Sampling.Shuffled, 1, epoch)).ToList();

        Assert.All(epochs, order => Assert.Equal(images.Rows, order.Order()));
        Assert.Equal(3, epochs.Select(order => string.Join(' ', order)).Distinct().Count());
        Assert.Equal(epochs[1], EpochOrder.Of(images, Sampling.Shuffled, 1, 1));
    }

    [Fact]
    public void A_balanced_epoch_has_each_class_equally_often()
    {
        var images = Of(0, 0, 0, 0, 0, 0, 1, 2, 2);

        for (int epoch = 0; epoch < 5; epoch++)
        {
            int[] order = EpochOrder.Of(images, Sampling.Balanced, 1, epoch);
            Assert.Equal([3, 3, 3], order.GroupBy(row => images.Images.Labels[row]).OrderBy(group => group.Key).Select(group => group.Count()));
            Assert.Equal(order, EpochOrder.Of(images, Sampling.Balanced, 1, epoch));
        }
    }

    [Fact]
    public void What_does_not_divide_goes_to_other_classes_in_each_epoch()
    {
        var images = Of(0, 0, 0, 0, 0, 1, 1, 2);

        var counts = Enumerable.Range(0, 3).Select(epoch => EpochOrder.Of(images, Sampling.Balanced, 1, epoch)
            .GroupBy(row => images.Images.Labels[row]).OrderBy(group => group.Key).Select(group => group.Count()).ToArray()).ToList();

        Assert.All(counts, count => Assert.Equal(8, count.Sum()));
        Assert.Equal([8, 8, 8], Enumerable.Range(0, 3).Select(c => counts.Sum(count => count[c])));
    }

    [Fact]
    public void A_large_class_is_seen_whole_after_some_epochs_and_no_image_again_before_the_others()
    {
        // Two images of each class an epoch: the four of the large class in two epochs.
        var images = Of(0, 0, 0, 0, 1, 2);

        for (int epoch = 0; epoch < 40; epoch += 2)
        {
            int[] seen = [.. Enumerable.Range(epoch, 2).SelectMany(e => EpochOrder.Of(images, Sampling.Balanced, 1, e)).Where(row => row < 4)];
            Assert.Equal([0, 1, 2, 3], seen.Order());
        }
    }

    [Fact]
    public void Of_balanced_data_each_epoch_has_every_image_once()
    {
        var images = Of(0, 0, 0, 1, 1, 1);

        for (int epoch = 0; epoch < 20; epoch++)
            Assert.Equal(images.Rows, EpochOrder.Of(images, Sampling.Balanced, 1, epoch).Order());
    }

    // 7 images of 3 classes: two or three of each class an epoch, and each class one after the other the third.
    [Fact]
    public void What_does_not_divide_leaves_no_image_out_either()
    {
        var images = Of(0, 0, 0, 0, 0, 1, 2);

        int[] seen = [.. Enumerable.Range(0, 15).SelectMany(epoch => EpochOrder.Of(images, Sampling.Balanced, 1, epoch)).Where(row => row < 5)];

        Assert.Equal(35, seen.Length);
        Assert.All(seen.CountBy(row => row), pair => Assert.Equal(7, pair.Value));
    }

    private static ImageSubset Of(params int[] labels)
    {
        var images = new ImageSet(new ImageColumn("Image", new Shape(1, 1, 1), ImageLayout.Interleaved, IsByte: true), new PixelRows(1, 100, () => throw new InvalidOperationException()));
        foreach (int label in labels)
            images.Add(label);
        return ImageSubset.All(images);
    }
}
