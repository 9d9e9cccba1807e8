namespace MLNet.Cnn;

/// <summary>How an image is brought to a size of another shape. Each is what ML.NET's <c>ResizeImages</c> does under its own name for it.</summary>
public enum ImageResizing
{
    /// <summary>Keeps the proportions, covers the size, and cuts off what stands out on both sides alike (ML.NET: <c>IsoCrop</c>).</summary>
    Crop,

    /// <summary>Keeps the proportions, shows the whole image, and leaves black borders (ML.NET: <c>IsoPad</c>).</summary>
    Pad,

    /// <summary>Stretches the image to the size (ML.NET: <c>Fill</c>). ML.NET takes the nearest pixel here, so fine detail suffers.</summary>
    Fill,
}
