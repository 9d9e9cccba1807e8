namespace MLNet.Cnn.Tests;

public class GeometricOperationTests
{
    private static readonly Shape Small = new(2, 3, 1);
    private static readonly float[] SmallPixels =
    [
        1, 2, 3,
        4, 5, 6,
    ];

    private static readonly Shape Row = new(1, 4, 1);
    private static readonly float[] RowPixels = [1, 2, 3, 4];

    [Theory]
    [InlineData(FlipMode.Horizontal, new float[] { 3, 2, 1, 6, 5, 4 })]
    [InlineData(FlipMode.Vertical, new float[] { 4, 5, 6, 1, 2, 3 })]
    public void Flips_about_half_of_the_images(FlipMode mode, float[] flipped)
    {
        var images = Augmented.Images([new RandomFlip(mode)], Small, SmallPixels, 400).ToList();

        Assert.All(images, image => Assert.True(image.SequenceEqual(flipped) || image.SequenceEqual(SmallPixels)));
        // 200 expected, standard deviation 10.
        Assert.InRange(images.Count(image => image.SequenceEqual(flipped)), 150, 250);
    }

    [Theory]
    [InlineData(FlipMode.Horizontal)]
    [InlineData(FlipMode.Vertical)]
    [InlineData(FlipMode.HorizontalAndVertical)]
    public void An_alternating_flip_changes_each_image_with_every_epoch(FlipMode mode)
    {
        const int count = 400;
        var augmenter = new ImageAugmenter([new RandomFlip(mode) { Alternating = true }], Small, new PixelRange(0, 255));
        float[] both = [.. SmallPixels.Reverse()];
        float[] whole = mode == FlipMode.Horizontal ? [3, 2, 1, 6, 5, 4] : mode == FlipMode.Vertical ? [4, 5, 6, 1, 2, 3] : both;
        var first = Epoch(0);

        // Where the image stands in the epoch's order changes nothing.
        Assert.All(first.Zip(Epoch(1)), pair => Assert.Equal(whole, Flip(pair.First, pair.Second)));
        Assert.Equal(first, Epoch(2));
        Assert.Equal(Epoch(1), Epoch(3));
        // By chance half of the images, or a quarter where there are two directions; standard deviation 10 and less.
        int share = mode == FlipMode.HorizontalAndVertical ? count / 4 : count / 2;
        Assert.InRange(first.Count(image => image.SequenceEqual(SmallPixels)), share - 50, share + 50);

        List<float[]> Epoch(int epoch) => [.. Enumerable.Range(0, count).Select(row =>
        {
            float[] image = [.. SmallPixels];
            augmenter.Apply(image, new ImageTurn(Seed: 1, epoch, Place: (row + 7 * epoch) % count, row));
            return image;
        })];

        // What turns the first image into the second, done to the pixels 1 to 6: all four forms are their own opposites.
        static float[] Flip(float[] image, float[] other) => [.. image.Order().Select(pixel => other[Array.IndexOf(image, pixel)])];
    }

    [Fact]
    public void Flips_in_both_directions_independently()
    {
        var images = Augmented.Images([new RandomFlip()], Small, SmallPixels, 400).Select(image => string.Join(' ', image)).GroupBy(image => image).ToList();

        Assert.Equal(["1 2 3 4 5 6", "3 2 1 6 5 4", "4 5 6 1 2 3", "6 5 4 3 2 1"], images.Select(group => group.Key).Order());
        Assert.All(images, group => Assert.InRange(group.Count(), 65, 135));
    }

    [Fact]
    public void Channels_stay_together() => Assert.Contains(
        Augmented.Images([new RandomFlip(FlipMode.Horizontal)], new Shape(1, 2, 3), [1, 2, 3, 4, 5, 6], 20),
        image => image.SequenceEqual([4f, 5, 6, 1, 2, 3]));

    // Docs of keras.layers.RandomTranslation: positive is down and to the right; (d c b a | a b c d | d c b a) and its kin.
    [Theory]
    [InlineData(FillMode.Constant, 0.5, new float[] { 9, 9, 1, 2 })]
    [InlineData(FillMode.Nearest, 0.5, new float[] { 1, 1, 1, 2 })]
    [InlineData(FillMode.Reflect, 0.5, new float[] { 2, 1, 1, 2 })]
    [InlineData(FillMode.Wrap, 0.5, new float[] { 3, 4, 1, 2 })]
    [InlineData(FillMode.Constant, -0.25, new float[] { 2, 3, 4, 9 })]
    [InlineData(FillMode.Nearest, -0.25, new float[] { 2, 3, 4, 4 })]
    [InlineData(FillMode.Reflect, -0.75, new float[] { 4, 4, 3, 2 })]
    [InlineData(FillMode.Wrap, -0.75, new float[] { 4, 1, 2, 3 })]
    [InlineData(FillMode.Reflect, 1, new float[] { 4, 3, 2, 1 })]
    public void Moves_by_whole_pixels(FillMode mode, double widthFactor, float[] expected) => Augmented.Equals(
        expected,
        Augmented.Image([new RandomTranslation((0, 0), (widthFactor, widthFactor)) { FillMode = mode, FillValue = 9 }], Row, RowPixels));

    [Fact]
    public void Moves_down_by_a_share_of_the_height() => Augmented.Equals(
        [0, 0, 0, 1, 2, 3],
        Augmented.Image([new RandomTranslation((0.5, 0.5), (0, 0)) { FillMode = FillMode.Constant }], Small, SmallPixels));

    [Fact]
    public void Between_pixels_values_are_blended_or_taken_from_the_nearest()
    {
        // A quarter of a pixel to the right: each pixel is 3/4 of itself and 1/4 of its left neighbour.
        var move = new RandomTranslation((0, 0), (1.0 / 16, 1.0 / 16)) { FillMode = FillMode.Constant, FillValue = 9 };

        Augmented.Equals([0.75f * 1 + 0.25f * 9, 1.75f, 2.75f, 3.75f], Augmented.Image([move], Row, RowPixels));
        Augmented.Equals([1, 2, 3, 4], Augmented.Image([move with { Interpolation = Interpolation.Nearest }], Row, RowPixels));
    }

    [Fact]
    public void A_quarter_of_a_turn_is_counter_clockwise() => Augmented.Equals(
        [
            3, 6, 9,
            2, 5, 8,
            1, 4, 7,
        ],
        Augmented.Image([new RandomRotation((0.25, 0.25))], new Shape(3, 3, 1), [1, 2, 3, 4, 5, 6, 7, 8, 9]));

    [Fact]
    public void A_turn_by_45_degrees_keeps_the_centre_and_blends_the_rest()
    {
        float[] cross = [0, 1, 0, 0, 1, 0, 0, 1, 0];

        float[] turned = Augmented.Image([new RandomRotation((0.125, 0.125)) { FillMode = FillMode.Constant }], new Shape(3, 3, 1), cross);

        // Above the centre lies the point (1 + s, 1 - s) with s = sqrt(1/2): between the columns 1 and 2 of the rows 0 and 1, so 1 - s of column 1.
        float s = MathF.Sqrt(0.5f);
        Assert.Equal(1, turned[4], 1e-5f);
        Assert.Equal(1 - s, turned[1], 1e-5f);
        // The corner upper left lies at (1, 1 - sqrt(2)): above the image by sqrt(2) - 1.
        Assert.Equal(1 - (MathF.Sqrt(2) - 1), turned[0], 1e-5f);
    }

    [Fact]
    public void Zooms_in_by_two_about_the_centre() => Augmented.Equals(
        // Places 0.75, 1.25, 1.75, 2.25 of 0 to 3, in both directions: x + 10 y.
        [
            8.25f, 8.75f, 9.25f, 9.75f,
            13.25f, 13.75f, 14.25f, 14.75f,
            18.25f, 18.75f, 19.25f, 19.75f,
            23.25f, 23.75f, 24.25f, 24.75f,
        ],
        Augmented.Image([new RandomZoom((-0.5, -0.5))], new Shape(4, 4, 1), [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33]));

    [Fact]
    public void Zooms_out_of_the_width_alone() => Augmented.Equals(
        // Places -1.5, 0.5, 2.5, 4.5.
        [0, 1.5f, 3.5f, 0],
        Augmented.Image([new RandomZoom((0, 0), (1, 1)) { FillMode = FillMode.Constant }], Row, RowPixels));

    [Fact]
    public void One_draw_zooms_both_directions_alike_unless_each_has_its_own()
    {
        // Of a ramp in both directions a zoom about the centre keeps x and y alike only where both are zoomed alike.
        float[] ramp = [.. Enumerable.Range(0, 25).Select(i => (float)(i / 5 + i % 5))];
        var image = new Shape(5, 5, 1);
        bool IsSymmetric(float[] zoomed) => Enumerable.Range(0, 25).All(i => Math.Abs(zoomed[i] - zoomed[i % 5 * 5 + i / 5]) < 1e-4);

        Assert.All(Augmented.Images([new RandomZoom((-0.5, 0))], image, ramp, 20), zoomed => Assert.True(IsSymmetric(zoomed)));
        Assert.Contains(Augmented.Images([new RandomZoom((-0.5, 0), (-0.5, 0))], image, ramp, 20), zoomed => !IsSymmetric(zoomed));
    }

    [Fact]
    public void A_padded_crop_moves_by_whole_pixels_with_every_place_as_likely()
    {
        var images = Augmented.Images([new RandomCrop { Padding = (0, 1) }], Row, RowPixels, 300).Select(image => string.Join(' ', image)).GroupBy(image => image).ToList();

        Assert.Equal(["0 1 2 3", "1 2 3 4", "2 3 4 0"], images.Select(group => group.Key).Order());
        Assert.All(images, group => Assert.InRange(group.Count(), 65, 135));
    }

    [Fact]
    public void A_smaller_window_is_scaled_to_the_image()
    {
        // Two of four pixels, each place of the result half a pixel apart: -0.25, 0.25, 0.75, 1.25 from the window's first pixel.
        var images = Augmented.Images([new RandomCrop(1, 2) { FillMode = FillMode.Nearest }], Row, RowPixels, 60).Select(image => string.Join(' ', image)).Distinct().Order();

        Assert.Equal(["1 1.25 1.75 2.25", "1.75 2.25 2.75 3.25", "2.75 3.25 3.75 4"], images);
    }

    [Fact]
    public void Operations_with_equal_borders_are_one_so_that_nothing_is_lost_between_them()
    {
        Augmentation thereAndBack =
        [
            new RandomTranslation((0, 0), (0.5, 0.5)) { FillMode = FillMode.Constant },
            new RandomTranslation((0, 0), (-0.5, -0.5)) { FillMode = FillMode.Constant },
        ];
        Augmentation withOtherBorders = [thereAndBack[0], new RandomTranslation((0, 0), (-0.5, -0.5)) { FillMode = FillMode.Nearest }];

        Assert.Equal(RowPixels, Augmented.Image(thereAndBack, Row, RowPixels));
        Assert.Equal([1, 2, 2, 2], Augmented.Image(withOtherBorders, Row, RowPixels));
    }

    [Fact]
    public void Operations_follow_each_other_in_their_order()
    {
        // Turned first, the left half is the former upper one; then all moves to the right.
        var turn = new RandomRotation((0.25, 0.25)) { FillMode = FillMode.Constant };
        var move = new RandomTranslation((0, 0), (0.5, 0.5)) { FillMode = FillMode.Constant };
        float[] square = [1, 2, 3, 4];

        // Counter-clockwise: 2 4 / 1 3.
        Augmented.Equals([0, 2, 0, 1], Augmented.Image([turn, move], new Shape(2, 2, 1), square));
        // Moved: 0 1 / 0 3; then turned: 1 3 / 0 0.
        Augmented.Equals([1, 3, 0, 0], Augmented.Image([move, turn], new Shape(2, 2, 1), square));
    }
}
