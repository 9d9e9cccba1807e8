using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Decoding: formats, orientation, reduced scale, and bytes that are no image or lie about it.</summary>
public class ImageDecoderTests
{
    /// <summary>EXIF 2.3, Orientation: which corner of the file (red, green; blue, white) comes to stand where, row by row.</summary>
    [Theory]
    [InlineData(1, "RGBW")]
    [InlineData(2, "GRWB")]
    [InlineData(3, "WBGR")]
    [InlineData(4, "BWRG")]
    [InlineData(5, "RBGW")]
    [InlineData(6, "BRWG")]
    [InlineData(7, "WGBR")]
    [InlineData(8, "GWRB")]
    public void Images_are_turned_as_the_camera_was_held(int orientation, string corners)
    {
        byte[] jpeg = Exif(DrawnFiles.Encode(Corners(64, 32), SKEncodedImageFormat.Jpeg), orientation);

        using var upright = ImageDecoder.DecodeUpright(jpeg, int.MaxValue);
        using var asStored = ImageDecoder.Decode(jpeg);

        Assert.Equal(orientation >= 5 ? (32, 64) : (64, 32), (upright.Width, upright.Height));
        Assert.Equal(corners, CornersOf(upright.Pixels.ToArray(), upright.Width, upright.Height));
        Assert.Equal("RGBW", CornersOf(asStored.Pixels.ToArray(), 64, 32));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 1, "RGBW")]
    [InlineData(SKEncodedImageFormat.Png, 2, "GRWB")]
    [InlineData(SKEncodedImageFormat.Png, 3, "WBGR")]
    [InlineData(SKEncodedImageFormat.Png, 6, "BRWG")]
    [InlineData(SKEncodedImageFormat.Png, 8, "GWRB")]
    [InlineData(SKEncodedImageFormat.Webp, 1, "RGBW")]
    [InlineData(SKEncodedImageFormat.Webp, 4, "BWRG")]
    [InlineData(SKEncodedImageFormat.Webp, 5, "RBGW")]
    [InlineData(SKEncodedImageFormat.Webp, 6, "BRWG")]
    [InlineData(SKEncodedImageFormat.Webp, 7, "WGBR")]
    public void PNG_and_WebP_are_turned_as_the_camera_was_held(SKEncodedImageFormat format, int orientation, string corners)
    {
        foreach (bool isLittle in new[] { true, false })
        {
            byte[] file = ExifFiles.Into(format, DrawnFiles.Encode(Corners(64, 32), format), 64, 32, orientation, isLittle);

            using var upright = ImageDecoder.DecodeUpright(file, int.MaxValue);
            // SkiaSharp reads that of WebP where it has no mark in front.
            using var asBefore = ImageDecoder.DecodeUpright(file, int.MaxValue, ImageDecoding.Version1);

            Assert.Equal(orientation >= 5 ? (32, 64) : (64, 32), (upright.Width, upright.Height));
            Assert.Equal(corners, CornersOf(upright.Pixels.ToArray(), upright.Width, upright.Height));
            Assert.Equal(format == SKEncodedImageFormat.Png || isLittle ? "RGBW" : corners, CornersOf(asBefore.Pixels.ToArray(), asBefore.Width, asBefore.Height));
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Damaged_EXIF_leaves_the_image_as_it_lies(SKEncodedImageFormat format)
    {
        byte[] plain = DrawnFiles.Encode(Corners(64, 32), format), file = ExifFiles.Into(format, plain, 64, 32, orientation: 6, isLittle: true);
        int tiff = file.AsSpan().IndexOf("II*\0"u8);
        // Whatever stands in its place: a length, an offset, a count, a type, a value.
        for (int i = -8; i < 24; i++)
        {
            byte[] damaged = [.. file];
            damaged[tiff + i] = 0xFF;
            try
            {
                using var image = ImageDecoder.DecodeUpright(damaged, int.MaxValue);
                Assert.Equal(64 * 32, image.Width * image.Height);
            }
            catch (UnreadableImageFailure)
            {
                // The decoder may refuse the container; nothing else may happen.
            }
        }
    }

    [Theory]
    [InlineData(1000, 750, 32)]
    [InlineData(1200, 1100, 96)]
    [InlineData(333, 500, 64)]
    [InlineData(4000, 3000, 64)]
    public void A_JPEG_at_reduced_scale_has_everything_where_the_PNG_has_it(int width, int height, int size)
    {
        using var disc = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(disc))
        using (var paint = new SKPaint { IsAntialias = true, Color = SKColors.White })
        {
            canvas.Clear(SKColors.Black);
            canvas.DrawCircle(width / 2f, height / 2f, Math.Min(width, height) / 6f, paint);
        }
        foreach (var resizing in new[] { ImageResizing.Crop, ImageResizing.Pad })
        {
            var (x, y) = Center(DrawnFiles.Encode(disc, SKEncodedImageFormat.Png), resizing);
            var (jpegX, jpegY) = Center(DrawnFiles.Encode(disc, SKEncodedImageFormat.Jpeg), resizing);

            Assert.Equal(x, jpegX, 0.02);
            Assert.Equal(y, jpegY, 0.02);
        }

        (double X, double Y) Center(byte[] encoded, ImageResizing resizing)
        {
            var reading = new ImageReading(size) { ColorMode = ColorMode.Grayscale, Resizing = resizing };
            using var reader = new ImagePixelReader(new ImageColumn("Image", reading.Shape, ImageLayout.Interleaved, IsByte: true) { Kind = ImageColumnKind.Encoded, Reading = reading });
            var pixels = new byte[size * size];
            reader.Read(new ImageValue(null, encoded, null), pixels);
            double sum = pixels.Sum(pixel => (double)pixel);
            return (pixels.Select((pixel, i) => pixel * (double)(i % size)).Sum() / sum, pixels.Select((pixel, i) => pixel * (double)(i / size)).Sum() / sum);
        }
    }

    [Theory]
    [InlineData(64, 80, 64)]
    [InlineData(128, 160, 128)]
    [InlineData(400, 560, 448)]
    [InlineData(int.MaxValue, 640, 512)]
    public void A_JPEG_is_decoded_no_larger_than_needed(int smallestSide, int width, int height)
    {
        using var image = ImageDecoder.DecodeUpright(DrawnFiles.Encode(Corners(640, 512), SKEncodedImageFormat.Jpeg), smallestSide);

        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Equal("RGBW", CornersOf(image.Pixels.ToArray(), width, height));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Gray_images_have_three_equal_channels(SKEncodedImageFormat format)
    {
        using var gray = new SKBitmap(new SKImageInfo(8, 8, SKColorType.Gray8));
        gray.Erase(new SKColor(100, 100, 100));

        using var image = ImageDecoder.Decode(DrawnFiles.Encode(gray, format));

        Assert.All(image.Pixels.ToArray().Chunk(4), pixel => Assert.All(pixel[..3], value => Assert.InRange(value, 99, 101)));
    }

    [Fact]
    public void A_palette_and_sixteen_bits_and_the_first_frame_are_read()
    {
        // Two colors, the second pixel index 1: 2x1, palette (10, 20, 30), (200, 210, 220).
        byte[] palette = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAMAAADD/I+4AAAABlBMVEUKFB7I0tyCjXXdAAAAC0lEQVR4nGNgYAQAAAQAAr96P0oAAAAASUVORK5CYII=");
        using var first = ImageDecoder.Decode(palette);
        Assert.Equal([30, 20, 10, 255, 220, 210, 200, 255], first.Pixels.ToArray());

        // One pixel of 16 bits a channel: 0x1234, 0x5678, 0x9ABC.
        byte[] deep = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABEAIAAADA54+dAAAAD0lEQVR4nGMQMgmrmLUHAAYnAmsO3tV6AAAAAElFTkSuQmCC");
        using var second = ImageDecoder.Decode(deep);
        Assert.Equal([0x9A, 0x56, 0x12], second.Pixels[..3].ToArray());

        // Two frames of one pixel: red, then green.
        byte[] moving = Convert.FromBase64String("R0lGODlhAQABAIEAAP8AAAD/AAAAAAAAACH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJMAQA7");
        using var third = ImageDecoder.Decode(moving);
        Assert.Equal([0, 0, 255, 255], third.Pixels.ToArray());
    }

    [Fact]
    public void Transparency_is_drawn_on_black()
    {
        using var clear = new SKBitmap(new SKImageInfo(1, 1, SKColorType.Bgra8888, SKAlphaType.Unpremul));
        clear.SetPixel(0, 0, new SKColor(200, 100, 50, 0));

        using var image = ImageDecoder.Decode(DrawnFiles.Encode(clear, SKEncodedImageFormat.Png));

        Assert.Equal([0, 0, 0], image.Pixels[..3].ToArray());
    }

    [Fact]
    public void A_header_is_not_trusted()
    {
        byte[] png = DrawnFiles.Encode(Corners(8, 8), SKEncodedImageFormat.Png);
        // Width and height stand behind signature, length and name of the first chunk; a check sum follows.
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 100_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 100_000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));

        long before = Environment.WorkingSet;
        Refused("its header promises 100,000x100,000 pixels; up to 100,000,000 can be read", png);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 200_000_000);
    }

    [Fact]
    public void What_is_no_image_says_so()
    {
        Refused("it is empty, missing or not allowed to be read", []);
        Refused("it is no JPEG, PNG, BMP, GIF or WebP image, or its header is damaged", [1, 2, 3, 4, 5, 6, 7, 8]);
        Refused("its format is Wbmp; JPEG, PNG, BMP, GIF and WebP can be read", [0, 0, 8, 1, 255]);
        using var noise = DrawnFiles.Draw(new Random(1), 0, 64, 64);
        byte[] jpeg = DrawnFiles.Encode(noise, SKEncodedImageFormat.Jpeg);
        Refused("the file ends early", jpeg[..(jpeg.Length * 3 / 4)]);
    }

    private static void Refused(string reason, byte[] encoded)
    {
        Refusal.Says<UnreadableImageFailure>(reason, () => ImageDecoder.Decode(encoded));
        Refusal.Says<UnreadableImageFailure>(reason, () => ImageDecoder.DecodeUpright(encoded, 64));
    }

    private static SKBitmap Corners(int width, int height)
    {
        var bitmap = new SKBitmap(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                bitmap.SetPixel(x, y, (2 * y / height, 2 * x / width) switch { (0, 0) => SKColors.Red, (0, 1) => SKColors.Lime, (1, 0) => SKColors.Blue, _ => SKColors.White });
        }
        return bitmap;
    }

    private static string CornersOf(byte[] bgra, int width, int height) => string.Concat(
        from y in new[] { height / 4, height * 3 / 4 }
        from x in new[] { width / 4, width * 3 / 4 }
        let pixel = bgra.AsSpan((y * width + x) * 4, 3).ToArray()
        select (pixel[2] > 128, pixel[1] > 128, pixel[0] > 128) switch
        {
            (true, false, false) => 'R',
            (false, true, false) => 'G',
            (false, false, true) => 'B',
            (true, true, true) => 'W',
            _ => '?',
        });

    /// <summary>A JPEG with an EXIF segment that holds the orientation alone.</summary>
    private static byte[] Exif(byte[] jpeg, int orientation) =>
    [
        .. jpeg[..2],
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        .. jpeg[2..],
    ];

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
