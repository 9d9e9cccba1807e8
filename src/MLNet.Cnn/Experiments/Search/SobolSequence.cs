namespace MLNet.Cnn;

/// <summary>The sequence of Sobol: points of the unit cube that fill it evenly, however many are taken.</summary>
/// <remarks>Source: Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections" (2008), table new-joe-kuo-6; the order of the points is that of
/// the Gray code (Antonov and Saleev, 1979), as theirs.</remarks>
internal static class SobolSequence
{
    private const int Bits = 32;

    // (inner coefficients of the primitive polynomial, first direction numbers, as many as its degree), from the second dimension on.
    private static readonly (uint Coefficients, uint[] First)[] _table =
    [
        (0, [1]), (1, [1, 3]), (1, [1, 3, 1]), (2, [1, 1, 1]), (1, [1, 1, 3, 3]), (4, [1, 3, 5, 13]), (2, [1, 1, 5, 5, 17]),
        (4, [1, 1, 5, 5, 5]), (7, [1, 1, 7, 11, 19]), (11, [1, 1, 5, 1, 1]), (13, [1, 1, 1, 3, 11]), (14, [1, 3, 5, 5, 31]),
        (1, [1, 3, 3, 9, 7, 49]), (13, [1, 1, 1, 15, 21, 21]), (16, [1, 3, 1, 13, 27, 49]), (19, [1, 1, 1, 15, 7, 5]),
        (22, [1, 3, 1, 15, 13, 25]), (25, [1, 1, 5, 5, 19, 61]), (1, [1, 3, 7, 11, 23, 15, 103]), (4, [1, 3, 7, 13, 13, 15, 69]),
    ];

    /// <summary>The most dimensions.</summary>
    public static int MaxDimensions => _table.Length + 1;

    /// <summary>A point.</summary>
    /// <param name="index">Its place in the sequence, from 0 on; the first is the origin.</param>
    /// <param name="dimension">The dimension, from 0 on.</param>
    /// <returns>Its coordinate, times 2^32.</returns>
    public static uint Coordinate(uint index, int dimension)
    {
        uint gray = index ^ (index >> 1), coordinate = 0;
        uint[] directions = Directions(dimension);
        for (int bit = 0; bit < Bits; bit++)
        {
            if ((gray >> bit & 1) == 1)
                coordinate ^= directions[bit];
        }
        return coordinate;
    }

    private static uint[] Directions(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (int i = 0; i < Bits; i++)
                directions[i] = 1u << (Bits - 1 - i);
            return directions;
        }
        var (coefficients, first) = _table[dimension - 1];
        int degree = first.Length;
        for (int i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = first[i] << (Bits - 1 - i);
                continue;
            }
            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (int k = 1; k < degree; k++)
            {
                if ((coefficients >> (degree - 1 - k) & 1) == 1)
                    directions[i] ^= directions[i - k];
            }
        }
        return directions;
    }
}
