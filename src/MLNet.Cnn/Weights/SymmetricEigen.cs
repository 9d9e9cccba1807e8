namespace MLNet.Cnn;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix, by cyclic rotations: Jacobi (1846), as in Golub and Van Loan, "Matrix Computations", section 8.5.</summary>
internal static class SymmetricEigen
{
    private const int MostSweeps = 100;

    /// <summary>The eigenvalues in falling order, each with its vector of length 1, whose largest number is positive.</summary>
    public static IReadOnlyList<(double Value, double[] Vector)> Of(double[,] symmetric)
    {
        int n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        var vectors = new double[n, n];
        for (int i = 0; i < n; i++)
            vectors[i, i] = 1;
        double bound = 1e-30 * SquaresOf(a, diagonal: true);
        for (int sweep = 0; sweep < MostSweeps && SquaresOf(a, diagonal: false) > bound; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                    Rotate(a, vectors, p, q);
            }
        }
        return [.. Enumerable.Range(0, n).Select(i => (a[i, i], Column(vectors, i))).OrderByDescending(pair => pair.Item1)];
    }

    /// <summary>Turns axes p and q so that the matrix has a 0 at (p, q).</summary>
    private static void Rotate(double[,] a, double[,] vectors, int p, int q)
    {
        if (a[p, q] == 0)
            return;
        double tau = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double tangent = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau));
        double cosine = 1 / Math.Sqrt(1 + tangent * tangent), sine = tangent * cosine;
        for (int k = 0; k < a.GetLength(0); k++)
            (a[k, p], a[k, q]) = (cosine * a[k, p] - sine * a[k, q], sine * a[k, p] + cosine * a[k, q]);
        for (int k = 0; k < a.GetLength(0); k++)
        {
            (a[p, k], a[q, k]) = (cosine * a[p, k] - sine * a[q, k], sine * a[p, k] + cosine * a[q, k]);
            (vectors[k, p], vectors[k, q]) = (cosine * vectors[k, p] - sine * vectors[k, q], sine * vectors[k, p] + cosine * vectors[k, q]);
        }
    }

    private static double SquaresOf(double[,] a, bool diagonal)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(0); j++)
                sum += diagonal || i != j ? a[i, j] * a[i, j] : 0;
        }
        return sum;
    }

    private static double[] Column(double[,] vectors, int column)
    {
        double[] vector = [.. Enumerable.Range(0, vectors.GetLength(0)).Select(row => vectors[row, column])];
        double sign = vector.MaxBy(Math.Abs) < 0 ? -1 : 1;
        return [.. vector.Select(value => sign * value)];
    }
}
