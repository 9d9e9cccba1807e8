namespace MLNet.Cnn;

/// <summary>The kernels of <see cref="PatchWhiteningInitializer"/>.</summary>
internal static class PatchWhitening
{
    /// <summary>The kernel for patches of this covariance.</summary>
    /// <param name="initializer">The definition.</param>
    /// <param name="filters">The number of filters: at most twice that of the values of a patch.</param>
    /// <param name="covariance">The covariance of patches, their values in the order (row, column, channel).</param>
    /// <returns>(height, width, channels, filters).</returns>
    public static float[] Kernel(PatchWhiteningInitializer initializer, int filters, double[,] covariance)
    {
        var components = SymmetricEigen.Of(covariance);
        var kernel = new float[components.Count * filters];
        int positive = (filters + 1) / 2;
        for (int filter = 0; filter < filters; filter++)
        {
            var (variance, direction) = components[filter < positive ? filter : filter - positive];
            double scale = (filter < positive ? 1 : -1) / Math.Sqrt(Math.Max(0, variance) + initializer.Epsilon);
            for (int value = 0; value < direction.Length; value++)
                kernel[value * filters + filter] = (float)(scale * direction[value]);
        }
        return kernel;
    }

    /// <summary>The kernel for patches whose values have nothing to do with each other and the variance 1.</summary>
    /// <param name="initializer">The definition.</param>
    /// <param name="shape">(height, width, channels, filters).</param>
    public static float[] Kernel(PatchWhiteningInitializer initializer, Shape shape)
    {
        int filters = shape.Dimensions[^1], values = shape.Size / filters;
        var identity = new double[values, values];
        for (int i = 0; i < values; i++)
            identity[i, i] = 1;
        return Kernel(initializer, filters, identity);
    }
}
