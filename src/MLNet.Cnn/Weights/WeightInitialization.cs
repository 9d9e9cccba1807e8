namespace MLNet.Cnn;

/// <summary>Draws the first values of weights.</summary>
internal static class WeightInitialization
{
    // The standard deviation of a normal distribution truncated at two standard deviations (keras/src/initializers/random_initializers.py).
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>The first values of a weight; the same for the same seed and index.</summary>
    public static float[] Draw(WeightSpec spec, ulong seed, int index)
    {
        var random = new KeyedRandom(seed, RandomPurpose.Initialization, index);
        var values = new float[spec.Shape.Size];
        switch (spec.Initializer)
        {
            case ConstantInitializer constant:
                Array.Fill(values, constant.Value);
                break;
            case RandomUniformInitializer uniform:
                FillUniform(values, uniform.Minimum, uniform.Maximum, random);
                break;
            case RandomNormalInitializer normal:
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)(normal.Mean + normal.StandardDeviation * random.NextNormal());
                break;
            case TruncatedNormalInitializer truncated:
                FillTruncated(values, truncated.Mean, truncated.StandardDeviation, random);
                break;
            case VarianceScalingInitializer scaling:
                double variance = scaling.Scale / FanOf(spec.Shape, scaling.Fan);
                if (scaling.Distribution == InitialDistribution.Uniform)
                    FillUniform(values, -Math.Sqrt(3 * variance), Math.Sqrt(3 * variance), random);
                else
                    FillTruncated(values, 0, Math.Sqrt(variance) / TruncatedDeviation, random);
                break;
            case DiracInitializer dirac:
                values = Draw(spec with { Initializer = dirac.Rest }, seed, index);
                FillDirac(values, spec.Shape);
                break;
            case PatchWhiteningInitializer whitening:
                return PatchWhitening.Kernel(whitening, spec.Shape);
            default:
                throw new NotSupportedException($"The initializer {spec.Initializer} of weight '{spec.Name}' is unknown.");
        }
        return values;
    }

    /// <summary>Connections of a weight, by Keras' <c>compute_fans</c>: all dimensions but the last two are the receptive field.</summary>
    private static double FanOf(Shape shape, Fan fan)
    {
        var dimensions = shape.Dimensions;
        double window = dimensions.Take(dimensions.Length - 2).Aggregate(1.0, (product, d) => product * d);
        double fanIn = dimensions.Length == 1 ? dimensions[0] : dimensions[^2] * window;
        double fanOut = dimensions.Length == 1 ? dimensions[0] : dimensions[^1] * window;
        return Math.Max(1, fan switch
        {
            Fan.In => fanIn,
            Fan.Out => fanOut,
            Fan.Average => (fanIn + fanOut) / 2,
            _ => throw new ArgumentOutOfRangeException(nameof(fan), fan, "Unknown fan."),
        });
    }

    /// <summary>Lets the first filters pass a channel each on: 1 in the middle, where an image under <see cref="Padding.Same"/> keeps its place.</summary>
    private static void FillDirac(float[] values, Shape shape)
    {
        int channels = shape.Dimensions[2], filters = shape.Dimensions[3];
        int middle = (shape.Dimensions[0] - 1) / 2 * shape.Dimensions[1] + (shape.Dimensions[1] - 1) / 2;
        for (int filter = 0; filter < Math.Min(channels, filters); filter++)
        {
            for (int i = filter; i < values.Length; i += filters)
                values[i] = i == (middle * channels + filter) * filters + filter ? 1 : 0;
        }
    }

    private static void FillUniform(float[] values, double minimum, double maximum, KeyedRandom random)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(minimum + (maximum - minimum) * random.NextDouble());
    }

    private static void FillTruncated(float[] values, double mean, double deviation, KeyedRandom random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double normal = random.NextNormal();
            while (Math.Abs(normal) > 2)
                normal = random.NextNormal();
            values[i] = (float)(mean + deviation * normal);
        }
    }
}
