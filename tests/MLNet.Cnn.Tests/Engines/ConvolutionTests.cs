namespace MLNet.Cnn.Tests;

/// <summary>The tutorial's numbers, worked by hand.</summary>
public class ConvolutionTests
{
    // Rows 0-2, columns 0-3 are the tutorial's; the rest is free.
    private static readonly float[] Image =
    [
        1, -1, 0, 2, 0,
        -1, -2, 2, 3, 1,
        1, 2, -2, 1, -1,
        0, 1, 0, 2, 2,
        3, 0, 1, -1, 0,
    ];

    private static readonly float[] Kernel = [-1, 1, 2, 1, -1, 3, 0, -1, -2];

    [Fact]
    public void A_window_slides_over_the_image_and_gives_7_then_10()
    {
        var network = Network.Sequential(new(5, 5, 1), new Conv2D(1, 3) { UseBias = false });

        var map = Engine.Output(network, Image, weights: ("conv2d/kernel", Kernel));

        Assert.Equal(9, map.Length);
        Assert.Equal([7f, 10f], map[..2]);
        Assert.Equal(Sliding(Image, 5, Kernel, 3), map);
    }

    [Fact]
    public void Channels_are_summed_to_minus_5_and_50()
    {
        // 1x1 kernels of 1 leave the sum of the channels: 7 - 11 - 1 and 10 + 20 + 20.
        var network = Network.Sequential(new(1, 2, 3), new Conv2D(1, 1) { UseBias = false });

        var map = Engine.Output(network, [7, -11, -1, 10, 20, 20], weights: ("conv2d/kernel", [1, 1, 1]));

        Assert.Equal([-5f, 50f], map);
    }

    [Fact]
    public void Each_channel_has_its_own_kernel_and_the_partial_maps_are_added()
    {
        var network = Network.Sequential(new(5, 5, 3), new Conv2D(1, 3) { UseBias = false });
        float[][] kernels = [Kernel, [0, 1, 0, 1, -4, 1, 0, 1, 0], [1, 2, 3, 4, 5, 6, 7, 8, 9]];
        // (height, width, in, out): the three kernels interleaved.
        float[] keras = [.. Enumerable.Range(0, 9).SelectMany(i => kernels.Select(kernel => kernel[i]))];
        float[] colour = [.. Image.SelectMany(value => new[] { value, 2 * value, 1 - value })];

        var map = Engine.Output(network, colour, weights: ("conv2d/kernel", keras));

        float[][] partial =
        [
            Sliding(Image, 5, kernels[0], 3),
            Sliding([.. Image.Select(value => 2 * value)], 5, kernels[1], 3),
            Sliding([.. Image.Select(value => 1 - value)], 5, kernels[2], 3),
        ];
        Assert.Equal([.. Enumerable.Range(0, 9).Select(i => partial.Sum(p => p[i]))], map);
    }

    [Fact]
    public void Dilation_2_reads_every_second_pixel_of_5x5()
    {
        var network = Network.Sequential(new(5, 5, 1), new Conv2D(1, 3) { UseBias = false, DilationRate = 2 });

        var map = Engine.Output(network, Image, weights: ("conv2d/kernel", Kernel));

        // Rows and columns 0, 2 and 4: 1 0 0 / 1 -2 -1 / 3 1 0.
        Assert.Equal([-1f + 0 + 0 + 1 + 2 - 3 + 0 - 1 + 0], map);
    }

    [Theory]
    [InlineData(5, 3, 2)]
    [InlineData(6, 3, 2)]
    [InlineData(7, 4, 3)]
    [InlineData(4, 2, 1)]
    public void Same_padding_puts_the_odd_margin_last(int side, int kernel, int stride)
    {
        // TensorFlow: total = max(0, (ceil(n / s) - 1) s + k - n), of which floor(total / 2) comes first.
        int outputs = (side + stride - 1) / stride;
        int total = Math.Max(0, (outputs - 1) * stride + kernel - side);
        var image = Enumerable.Range(1, side * side).Select(i => (float)i).ToArray();
        var ones = Enumerable.Repeat(1f, kernel * kernel).ToArray();
        var network = Network.Sequential(new(side, side, 1), new Conv2D(1, kernel) { UseBias = false, Strides = stride, Padding = Padding.Same });

        var map = Engine.Output(network, image, weights: ("conv2d/kernel", ones));

        var expected = new List<float>();
        for (int row = 0; row < outputs; row++)
        {
            for (int column = 0; column < outputs; column++)
                expected.Add(Sum(image, side, row * stride - total / 2, column * stride - total / 2, kernel));
        }
        Assert.Equal(expected, map);
    }

    [Fact]
    public void Strides_differ_along_height_and_width()
    {
        var network = Network.Sequential(new(4, 4, 1), new Conv2D(1, 1) { UseBias = false, Strides = (2, 3) });

        var map = Engine.Output(network, [.. Enumerable.Range(0, 16).Select(i => (float)i)], weights: ("conv2d/kernel", [1]));

        Assert.Equal([0f, 3, 8, 11], map);
    }

    [Fact]
    public void Groups_see_only_their_own_channels()
    {
        var network = Network.Sequential(new(1, 1, 4), new Conv2D(2, 1) { UseBias = false, Groups = 2 });

        var map = Engine.Output(network, [1, 2, 3, 4], weights: ("conv2d/kernel", [10, 100, 20, 200]));

        // (1, 1, in, out): filter 0 has 10 and 20, filter 1 has 100 and 200.
        Assert.Equal([1f * 10 + 2 * 20, 3f * 100 + 4 * 200], map);
    }

    [Fact]
    public void A_residual_block_with_a_zero_branch_returns_its_input()
    {
        var image = Symbol.Input(5, 5, 4);
        var network = new Network(image, image.ResidualBlock(4, style: new BlockStyle { Activation = new ActivationLayer(Activation.Linear) }));
        var zeros = network.Layers.SelectMany(layer => layer.Weights.Where(spec => spec.Name is "kernel" or "gamma")
            .Select(spec => (layer.PathOf(spec), new float[spec.Shape.Size]))).ToArray();
        float[] pixels = [.. Enumerable.Range(0, 100).Select(i => MathF.Sin(i))];

        Assert.Equal(pixels, Engine.Output(network, pixels, weights: zeros));
    }

    private static float[] Sliding(float[] image, int side, float[] kernel, int size)
    {
        int outputs = side - size + 1;
        var map = new float[outputs * outputs];
        for (int row = 0; row < outputs; row++)
        {
            for (int column = 0; column < outputs; column++)
            {
                for (int k = 0; k < kernel.Length; k++)
                    map[row * outputs + column] += kernel[k] * image[(row + k / size) * side + column + k % size];
            }
        }
        return map;
    }

    private static float Sum(float[] image, int side, int top, int left, int size) => Enumerable.Range(0, size * size)
        .Select(i => (Row: top + i / size, Column: left + i % size))
        .Where(p => p.Row >= 0 && p.Row < side && p.Column >= 0 && p.Column < side)
        .Sum(p => image[p.Row * side + p.Column]);
}
