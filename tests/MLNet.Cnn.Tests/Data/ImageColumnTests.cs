using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public class ImageColumnTests
{
    [Theory]
    [InlineData(new[] { 28, 20 }, "28x20x1", ImageLayout.Interleaved)]
    [InlineData(new[] { 28, 20, 3 }, "28x20x3", ImageLayout.Interleaved)]
    [InlineData(new[] { 28, 20, 4 }, "28x20x4", ImageLayout.Interleaved)]
    [InlineData(new[] { 28, 20, 1 }, "28x20x1", ImageLayout.Interleaved)]
    [InlineData(new[] { 3, 28, 20 }, "28x20x3", ImageLayout.Planar)]
    [InlineData(new[] { 4, 28, 20 }, "28x20x4", ImageLayout.Planar)]
    [InlineData(new[] { 1, 28, 20 }, "28x20x1", ImageLayout.Planar)]
    public void The_dimension_that_is_1_or_3_or_4_holds_the_channels(int[] dimensions, string shape, ImageLayout layout)
    {
        foreach (var item in new PrimitiveDataViewType[] { NumberDataViewType.Single, NumberDataViewType.Byte })
        {
            var column = ImageColumn.Resolve(Schema(new VectorDataViewType(item, dimensions)), "Image", null, null);

            Assert.Equal((shape, layout, item == NumberDataViewType.Byte), (column.Shape.ToString(), column.Layout, column.IsByte));
            Assert.True(column.Accepts(new VectorDataViewType(item, dimensions)));
        }
    }

    [Theory]
    [InlineData(new[] { 5, 6, 7 }, ImageLayout.Interleaved, "5x6x7")]
    [InlineData(new[] { 5, 6, 7 }, ImageLayout.Planar, "6x7x5")]
    [InlineData(new[] { 3, 3, 3 }, ImageLayout.Planar, "3x3x3")]
    [InlineData(new[] { 1, 20, 3 }, ImageLayout.Interleaved, "1x20x3")]
    [InlineData(new[] { 1, 20, 3 }, ImageLayout.Planar, "20x3x1")]
    public void The_layout_decides_where_the_dimensions_do_not(int[] dimensions, ImageLayout layout, string shape)
    {
        var column = ImageColumn.Resolve(Schema(new VectorDataViewType(NumberDataViewType.Single, dimensions)), "Image", null, layout);

        Assert.Equal((shape, layout), (column.Shape.ToString(), column.Layout));
    }

    [Theory]
    [InlineData(new[] { 784 }, null, ImageLayout.Interleaved)]
    [InlineData(new[] { 784 }, ImageLayout.Planar, ImageLayout.Planar)]
    [InlineData(new[] { 28, 28 }, null, ImageLayout.Interleaved)]
    [InlineData(new[] { 1, 28, 28 }, null, ImageLayout.Interleaved)]
    public void A_gray_image_needs_no_layout(int[] dimensions, ImageLayout? layout, ImageLayout expected)
    {
        var column = ImageColumn.Resolve(Schema(new VectorDataViewType(NumberDataViewType.Byte, dimensions)), "Image", new(28, 28, 1), layout);

        Assert.Equal(new ImageColumn("Image", new(28, 28, 1), expected, IsByte: true), column);
    }

    [Theory]
    [InlineData(new[] { 8, 6, 5 }, null, ImageLayout.Interleaved)]
    [InlineData(new[] { 5, 8, 6 }, null, ImageLayout.Planar)]
    [InlineData(new[] { 240 }, ImageLayout.Planar, ImageLayout.Planar)]
    [InlineData(new[] { 48, 5 }, ImageLayout.Interleaved, ImageLayout.Interleaved)]
    public void The_shape_tells_what_the_dimensions_do_not(int[] dimensions, ImageLayout? layout, ImageLayout expected)
    {
        var column = ImageColumn.Resolve(Schema(new VectorDataViewType(NumberDataViewType.Single, dimensions)), "Image", new(8, 6, 5), layout);

        Assert.Equal(new ImageColumn("Image", new(8, 6, 5), expected, IsByte: false), column);
    }

    [Fact]
    public void Each_open_question_says_which_option_answers_it()
    {
        Refuses(Single(5, 6, 7), null, "in Vector<Single, 5, 6, 7> neither or both of the first and the last dimension could be the channels (1, 3 or 4). Set ImageLayout to Interleaved for (height, width, channels) or to Planar for (channels, height, width).");
        Refuses(Single(3, 20, 3), null, "in Vector<Single, 3, 20, 3> neither or both of the first and the last dimension could be the channels (1, 3 or 4). Set ImageLayout to Interleaved for (height, width, channels) or to Planar for (channels, height, width).");
        Refuses(Single(784), null, "a Vector<Single, 784> does not tell height, width and channels. Set ImageShape, for example to new Shape(28, 28, 1).");
        Refuses(Single(1, 2, 3, 4), null, "a Vector<Single, 1, 2, 3, 4> does not tell height, width and channels. Set ImageShape, for example to new Shape(28, 28, 1).");
        Refuses(Single(48), new(4, 4, 3), "a Vector<Single, 48> with ImageShape 4x4x3 may hold its channels side by side or one behind the other. Set ImageLayout to Interleaved or Planar.");
        Refuses(Single(3, 3, 3), new(3, 3, 3), "a Vector<Single, 3, 3, 3> with ImageShape 3x3x3 may hold its channels side by side or one behind the other. Set ImageLayout to Interleaved or Planar.");
        Refuses(Single(784), new(28, 27, 1), "ImageShape is 28x27x1, which has 756 values, but the column is Vector<Single, 784> with 784.");
    }

    [Fact]
    public void A_shape_that_contradicts_the_dimensions_is_refused()
    {
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': ImageShape 8x6x3 with ImageLayout Interleaved means Vector<Single, 8, 6, 3>, but the column is Vector<Single, 3, 8, 6>. Correct one of them, or declare the column as a flat vector of 144. (Parameter 'inputSchema')",
            () => ImageColumn.Resolve(Schema(Single(3, 8, 6)), "Image", new(8, 6, 3), ImageLayout.Interleaved));
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': ImageShape 28x20x1 with ImageLayout Interleaved means Vector<Single, 28, 20, 1>, but the column is Vector<Single, 20, 28>. Correct one of them, or declare the column as a flat vector of 560. (Parameter 'inputSchema')",
            () => ImageColumn.Resolve(Schema(Single(20, 28)), "Image", new(28, 20, 1), null));
    }

    [Fact]
    public void What_is_no_vector_of_pixels_is_refused()
    {
        Refuses(TextDataViewType.Instance, null, "String does not tell the size of the images that the network is to see. Set ImageReading, for example to new ImageReading(64), for paths and encoded images; pixels need a vector of known size: [VectorType(height, width, channels)].");
        Refuses(new VectorDataViewType(NumberDataViewType.Double, 4, 4), null, "expected a vector of Byte or Single with the pixels, got Vector<Double, 4, 4>. A column of MLImage, of paths (text) or of encoded bytes will do too, with ImageReading set.");
        Refuses(NumberDataViewType.Single, null, "expected a vector of Byte or Single with the pixels, got Single. A column of MLImage, of paths (text) or of encoded bytes will do too, with ImageReading set.");
        Refuses(new VectorDataViewType(NumberDataViewType.Byte), null, "Vector<Byte> does not tell the size of the images that the network is to see. Set ImageReading, for example to new ImageReading(64), for paths and encoded images; pixels need a vector of known size: [VectorType(height, width, channels)].");
        Refuses(new VectorDataViewType(NumberDataViewType.Byte, 0, 28, 3), null, "expected a vector of known size, got Vector<Byte, *, 28, 3>: images of varying size must be brought to one size first, by ResizeImages, or the column be declared with [VectorType(height, width, channels)].");
    }

    [Fact]
    public void A_missing_column_is_named_with_those_that_there_are() => Refusal.Says<ArgumentOutOfRangeException>(
        "Image column 'Pixels': there is no column of this name. The data has: Id, Image. (Parameter 'inputSchema')",
        () => ImageColumn.Resolve(Schema(Single(4, 4)), "Pixels", null, null));

    [Fact]
    public void A_shape_that_is_no_image_is_refused() => Refusal.Says(
        "ImageShape is 784, but it must have a height, a width and channels, like 28x28x1. (Parameter 'shape')",
        () => ImageColumn.Resolve(Schema(Single(784)), "Image", new(784), null));

    [Theory]
    [InlineData(new[] { 8, 6, 3 }, true)]
    [InlineData(new[] { 144 }, true)]
    [InlineData(new[] { 1, 8, 6, 3 }, true)]
    [InlineData(new[] { 3, 8, 6 }, false)]
    [InlineData(new[] { 6, 8, 3 }, false)]
    [InlineData(new[] { 12, 12 }, true)]
    [InlineData(new[] { 8, 6, 4 }, false)]
    [InlineData(new[] { 0, 6, 3 }, false)]
    public void Data_in_another_order_than_the_training_data_is_not_taken_for_the_same(int[] dimensions, bool accepted)
    {
        var column = ImageColumn.Resolve(Schema(Single(8, 6, 3)), "Image", null, null);

        Assert.Equal(accepted, column.Accepts(Single(dimensions)));
        Assert.False(column.Accepts(new VectorDataViewType(NumberDataViewType.Byte, dimensions)));
    }

    [Theory]
    [InlineData(new[] { 28, 20 }, true)]
    [InlineData(new[] { 28, 20, 1 }, true)]
    [InlineData(new[] { 1, 28, 20 }, true)]
    [InlineData(new[] { 560 }, true)]
    [InlineData(new[] { 20, 28 }, false)]
    public void A_gray_image_may_have_its_channel_anywhere(int[] dimensions, bool accepted) =>
        Assert.Equal(accepted, ImageColumn.Resolve(Schema(Single(28, 20)), "Image", null, null).Accepts(Single(dimensions)));

    private static VectorDataViewType Single(params int[] dimensions) => new(NumberDataViewType.Single, dimensions);

    private static DataViewSchema Schema(DataViewType image)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Id", NumberDataViewType.Int32);
        builder.AddColumn("Image", image);
        return builder.ToSchema();
    }

    private static void Refuses(DataViewType type, Shape? shape, string message) => Refusal.Says<ArgumentOutOfRangeException>(
        $"Image column 'Image': {message} (Parameter 'inputSchema')", () => ImageColumn.Resolve(Schema(type), "Image", shape, null));
}
