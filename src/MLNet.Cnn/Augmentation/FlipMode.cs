namespace MLNet.Cnn;

/// <summary>Along which direction images are flipped.</summary>
public enum FlipMode
{
    /// <summary>Left and right change places.</summary>
    Horizontal,

    /// <summary>Top and bottom change places.</summary>
    Vertical,

    /// <summary>Each of the two, independently.</summary>
    HorizontalAndVertical,
}
