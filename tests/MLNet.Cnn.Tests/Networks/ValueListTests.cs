namespace MLNet.Cnn.Tests;

public class ValueListTests
{
    [Fact]
    public void Lists_are_equal_by_value()
    {
        ValueList list = [0.5f, 0.25f];
        ValueList same = [0.5f, 0.25f];

        Assert.True(list.Equals(same));
        Assert.Equal(list.GetHashCode(), same.GetHashCode());
        Assert.False(list.Equals([0.25f, 0.5f]));
        Assert.False(list.Equals([0.5f]));
        Assert.False(list.Equals(null));
    }

    [Fact]
    public void Keeps_a_copy_of_what_it_was_made_of()
    {
        float[] values = [1, 2];
        var list = ValueList.Create(values);

        values[0] = 9;

        Assert.Equal(1, list[0]);
        Assert.Equal([1f, 2f], list.ToArray());
    }

    [Fact]
    public void Prints_a_decimal_point_everywhere() => Refusal.WithDecimalComma(() =>
    {
        ValueList list = [0.5f, -1f];
        Assert.Equal("[0.5, -1]", list.ToString());
    });
}
