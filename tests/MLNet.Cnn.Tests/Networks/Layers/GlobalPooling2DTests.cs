namespace MLNet.Cnn.Tests;

public class GlobalPooling2DTests
{
    [Fact]
    public void One_number_per_channel_comes_out()
    {
        Assert.Equal(new Shape(3), Network.Sequential(new(5, 7, 3), new GlobalAveragePooling2D()).OutputShape);
        Assert.Equal(new Shape(3), Network.Sequential(new(5, 7, 3), new GlobalMaxPooling2D()).OutputShape);
    }

    [Fact]
    public void Refuses_a_vector()
    {
        Refusal.Says(
            "Layer 'global_average_pooling2d' (GlobalAveragePooling2D): it needs an image (height, width, channels), but its input has the shape 25. Put it before Flatten and the global poolings.",
            () => Network.Sequential(new(5, 5, 1), new Flatten(), new GlobalAveragePooling2D()));
        Refusal.Says(
            "Layer 'global_max_pooling2d' (GlobalMaxPooling2D): it needs an image (height, width, channels), but its input has the shape 25. Put it before Flatten and the global poolings.",
            () => Network.Sequential(new(5, 5, 1), new Flatten(), new GlobalMaxPooling2D()));
    }
}
