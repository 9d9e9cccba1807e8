namespace MLNet.Cnn.Tests;

public class CountedTests
{
    [Theory]
    [InlineData(0, "image", "0 images")]
    [InlineData(1, "image", "1 image")]
    [InlineData(2000, "image", "2,000 images")]
    [InlineData(1, "class", "1 class")]
    [InlineData(3, "class", "3 classes")]
    public void One_thing_is_singular_and_all_others_plural(long count, string noun, string expected) =>
        Refusal.WithDecimalComma(() => Assert.Equal(expected, Counted.Of(count, noun)));
}
