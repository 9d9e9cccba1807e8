namespace MLNet.Cnn.Tests;

public class SymmetricEigenTests
{
    // (2 - x)(2 - x) - 1 = 0: 3 with (1, 1) and 1 with (1, -1), both of length 1.
    [Fact]
    public void Two_by_two_as_worked_by_hand()
    {
        var pairs = SymmetricEigen.Of(new double[,] { { 2, 1 }, { 1, 2 } });

        Assert.Equal([3, 1], pairs.Select(pair => Math.Round(pair.Value, 12)));
        double half = Math.Sqrt(0.5);
        Assert.All(pairs[0].Vector, value => Assert.Equal(half, value, 1e-12));
        Assert.Equal([half, half], pairs[1].Vector.Select(Math.Abs), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0, pairs[1].Vector.Sum(), 1e-12);
    }

    [Fact]
    public void Vectors_are_orthonormal_and_give_the_matrix_back()
    {
        const int n = 12;
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = Math.Sin(i * 7 + j * 3) + (i == j ? 3 : 0);
        }

        var pairs = SymmetricEigen.Of(matrix);

        Assert.Equal(pairs.Select(pair => pair.Value).OrderDescending(), pairs.Select(pair => pair.Value));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(matrix[i, j], pairs.Sum(pair => pair.Value * pair.Vector[i] * pair.Vector[j]), 1e-10);
                Assert.Equal(i == j ? 1 : 0, pairs[i].Vector.Zip(pairs[j].Vector, (a, b) => a * b).Sum(), 1e-10);
            }
        }
    }

    [Fact]
    public void The_largest_number_of_a_vector_is_positive_and_zeros_are_no_trouble()
    {
        Assert.All(SymmetricEigen.Of(new double[,] { { 1, -4, 0 }, { -4, 1, 0 }, { 0, 0, 0 } }), pair => Assert.True(pair.Vector.MaxBy(Math.Abs) > 0));
        Assert.All(SymmetricEigen.Of(new double[3, 3]), pair => Assert.Equal(0, pair.Value));
    }
}
