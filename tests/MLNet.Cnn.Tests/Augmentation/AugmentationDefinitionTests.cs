namespace MLNet.Cnn.Tests;

public class AugmentationDefinitionTests
{
    private static readonly Shape Digits = new(28, 28, 1);
    private static readonly Shape Photos = new(32, 24, 3);

    // The signatures of the constructors in keras/src/layers/preprocessing/image_preprocessing.
    [Fact]
    public void Defaults_are_those_of_Keras()
    {
        Assert.Equal(FlipMode.HorizontalAndVertical, new RandomFlip().Mode);
        Assert.Equivalent(new { FillMode = FillMode.Reflect, FillValue = 0.0, Interpolation = Interpolation.Bilinear }, new RandomRotation(0.1));
        Assert.Equivalent(new { FillMode = FillMode.Reflect, FillValue = 0.0, Interpolation = Interpolation.Bilinear }, new RandomTranslation(0.1, 0.2));
        Assert.Equivalent(new { FillMode = FillMode.Reflect, FillValue = 0.0, Interpolation = Interpolation.Bilinear, WidthFactor = (FactorRange?)null }, new RandomZoom(0.1));
        Assert.Equivalent(new { Factor = new FactorRange(0, 1), Scale = new FactorRange(0.02, 0.33), FillValue = (double?)null }, new RandomErasing());
        Assert.Equivalent(new { NumOps = 2, Factor = new FactorRange(0, 0.5), Interpolation = Interpolation.Bilinear }, new RandAugment());
        Assert.Equal(0.2, new MixUp().Alpha);
        Assert.Equal(1, new CutMix().Alpha);
    }

    // base_image_preprocessing_layer.py, _set_factor: lower = max(-factor, bounds[0]).
    [Fact]
    public void One_number_stands_for_a_range()
    {
        Assert.Equal(new FactorRange(-0.1, 0.1), new RandomRotation(0.1).Factor);
        Assert.Equal(new FactorRange(-0.1, 0.1), new RandomZoom(-0.1).HeightFactor);
        Assert.Equal(new FactorRange(-0.3, 0.3), new RandomBrightness(0.3).Factor);
        Assert.Equal(new FactorRange(0, 0.3), new RandomSaturation(0.3).Factor);
        Assert.Equal(new FactorRange(0, 0.3), new RandomErasing { Factor = 0.3 }.Factor);
        Assert.Equal(new FactorRange(0.3, 0.3), new RandomContrast(0.3).Factor);
        Assert.Equal(new FactorRange(0, 0.9), new RandAugment { Factor = 0.9 }.Factor);
    }

    [Fact]
    public void A_padded_crop_is_of_the_images_size_and_pads_black()
    {
        var crop = new RandomCrop { Padding = 4 };

        Assert.Equivalent(new { Height = (int?)null, Width = (int?)null, Padding = new Size2D(4, 4), FillMode = FillMode.Constant, FillValue = 0.0 }, crop);
        Assert.Null(crop.Misfit(Digits));
    }

    public static TheoryData<AugmentationOperation, string> OutOfRange => new()
    {
        { new RandomFlip((FlipMode)7), "RandomFlip.Mode is 7, but it must be one of the enum's values." },
        { new RandomCrop(0, 5), "RandomCrop.Height is 0, but it must be at least 1, or null." },
        { new RandomCrop(5, -1), "RandomCrop.Width is -1, but it must be at least 1, or null." },
        { new RandomCrop { Padding = -1 }, "RandomCrop.Padding is -1x-1, but it must be at least 0 in both directions." },
        { new RandomTranslation(1.5, 0), "RandomTranslation.HeightFactor is (-1.5, 1.5), but it must be a range within -1 to 1, the lower end first." },
        { new RandomTranslation(0, (0.2, 0.1)), "RandomTranslation.WidthFactor is (0.2, 0.1), but it must be a range within -1 to 1, the lower end first." },
        { new RandomRotation(double.NaN), "RandomRotation.Factor is (NaN, NaN), but it must be a range within -1 to 1, the lower end first." },
        { new RandomZoom(1), "RandomZoom.HeightFactor is (-1, 1), but it must be a range above -1 and up to 1, the lower end first." },
        { new RandomZoom(0.1, (0, 2)), "RandomZoom.WidthFactor is (0, 2), but it must be a range above -1 and up to 1, the lower end first." },
        { new RandomRotation(0.1) { FillMode = (FillMode)9 }, "RandomRotation.FillMode is 9, but it must be one of the enum's values." },
        { new RandomRotation(0.1) { FillValue = double.NaN }, "RandomRotation.FillValue is NaN, but it must be a finite number." },
        { new RandomRotation(0.1) { Interpolation = (Interpolation)9 }, "RandomRotation.Interpolation is 9, but it must be one of the enum's values." },
        { new RandomContrast(1.5), "RandomContrast.Factor is (1.5, 1.5), but it must be two numbers from 0 to 1." },
        { new RandomContrast(0.5) { ValueRange = (1, 0) }, "RandomContrast.ValueRange is (1, 0), but it must be two finite numbers, the lower one first." },
        { new RandomBrightness(2), "RandomBrightness.Factor is (-2, 2), but it must be a range within -1 to 1, the lower end first." },
        { new RandomSaturation(1.5), "RandomSaturation.Factor is (0, 1.5), but it must be a range within 0 to 1, the lower end first." },
        { new RandomErasing(1.5), "RandomErasing.Factor is (0, 1.5), but it must be a range within 0 to 1, the lower end first." },
        { new RandomErasing { Scale = (0.5, 0.2) }, "RandomErasing.Scale is (0.5, 0.2), but it must be a range within 0 to 1, the lower end first." },
        { new RandomErasing { FillValue = double.NaN }, "RandomErasing.FillValue is NaN, but it must be a finite number, or null." },
        { new RandAugment { NumOps = 0 }, "RandAugment.NumOps is 0, but it must be between 1 and 11." },
        { new RandAugment { Factor = 2 }, "RandAugment.Factor is (0, 2), but it must be a range within 0 to 1, the lower end first." },
        { new MixUp(0), "MixUp.Alpha is 0, but it must be a finite number above 0." },
        { new CutMix(double.PositiveInfinity), "CutMix.Alpha is Infinity, but it must be a finite number above 0." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_setting_out_of_its_range_is_refused_by_name(AugmentationOperation operation, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => Augmentation.Create([operation]).Validate()).Message);

    public static TheoryData<AugmentationOperation, Shape, string> Misfits => new()
    {
        { new RandomCrop(40, 20), Photos, "RandomCrop does not fit the images: the window 40x20 does not fit the 32x24x3 image, which is 32x24 with its padding; make Height and Width smaller or Padding larger." },
        { new RandomCrop(30, 30) { Padding = 2 }, Photos, "RandomCrop does not fit the images: the window 30x30 does not fit the 32x24x3 image, which is 36x28 with its padding; make Height and Width smaller or Padding larger." },
        { new RandomCrop { Padding = 25 }, Photos, "RandomCrop does not fit the images: Padding 25x25 is larger than the 32x24x3 image; use at most 32x24." },
        { new RandomTranslation(0, 1) { FillMode = FillMode.Constant }, Digits, "RandomTranslation does not fit the images: HeightFactor (0, 0) and WidthFactor (-1, 1) move the whole 28x28x1 image out of sight under FillMode.Constant; use factors below 1." },
        { new RandomSaturation(0.5), Digits, "RandomSaturation does not fit the images: it needs red, green and blue, but the images are 28x28x1." },
        { new RandomRotation(0.1), new Shape(784), "RandomRotation does not fit the images: it moves pixels, but 784 is no image of height, width and channels." },
        { new CutMix(), new Shape(784), "CutMix does not fit the images: it cuts rectangles, but 784 is no image of height, width and channels." },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void What_does_not_fit_the_images_is_refused_with_image_and_setting(AugmentationOperation operation, Shape image, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Augmentation.Create([operation]).CheckFits(image)).Message);

    [Fact]
    public void Mixtures_stand_last()
    {
        Augmentation wrong = [new MixUp(), new RandomFlip()];
        Augmentation right = [new RandomFlip(), new MixUp(), new CutMix()];

        right.Validate();
        Assert.StartsWith(
            "The augmentation has RandomFlip behind MixUp. Mixtures are made of finished images: put MixUp last.",
            Assert.Throws<ArgumentException>(wrong.Validate).Message);
    }

    [Fact]
    public void The_standard_ones_are_valid_and_fit()
    {
        foreach (var standard in new[] { Augmentation.None, Augmentation.StandardDigits, Augmentation.StandardPhotos })
        {
            standard.Validate();
            standard.CheckFits(Digits);
            standard.CheckFits(Photos);
        }
        Assert.Empty(Augmentation.None);
        Assert.DoesNotContain(Augmentation.StandardDigits, operation => operation is RandomFlip);
    }

    [Fact]
    public void Augmentations_are_compared_by_value()
    {
        Augmentation first = [new RandomFlip(FlipMode.Horizontal), new RandomCrop { Padding = 4 }];
        Augmentation second = [new RandomFlip(FlipMode.Horizontal), new RandomCrop { Padding = 4 }];

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, [new RandomCrop { Padding = 4 }, new RandomFlip(FlipMode.Horizontal)]);
        Assert.Equal("[RandomFlip, RandomCrop]", first.ToString());
    }
}
