namespace MLNet.Cnn.Tests;

public class MacroF1Tests
{
    [Fact]
    public void Is_the_mean_of_the_classes()
    {
        // Precision 2/3, 1/2, 2/3 and recall 2/2, 1/3, 2/3: F1 is 4/5, 2/5, 2/3.
        double[][] counts = [[2, 0, 0], [1, 1, 1], [0, 1, 2]];

        Assert.Equal((4.0 / 5 + 2.0 / 5 + 2.0 / 3) / 3, MacroF1.Of(counts), 1e-12);
    }

    [Fact]
    public void A_class_that_is_never_predicted_counts_as_zero_and_one_that_never_occurs_not_at_all()
    {
        double[][] counts = [[3, 0, 0], [1, 0, 0], [0, 0, 0]];

        // F1 of the first: 2·3 / (3 + 4); of the second 0.
        Assert.Equal((6.0 / 7 + 0) / 2, MacroF1.Of(counts), 1e-12);
    }
}
