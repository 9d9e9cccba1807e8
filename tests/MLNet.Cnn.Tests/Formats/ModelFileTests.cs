namespace MLNet.Cnn.Tests;

public class ModelFileTests
{
    private static readonly TrainedNetwork Model = SmallNetworks.Model(SmallNetworks.All["residual"], isByte: true, ImageLayout.Planar);

    [Theory]
    [MemberData(nameof(SmallNetworks.Names), MemberType = typeof(SmallNetworks))]
    public void A_model_is_the_same_after_writing_and_reading(string name)
    {
        var model = SmallNetworks.Model(SmallNetworks.All[name]);

        var read = ModelFile.Read(model.ToOnnx(), TorchEngine.Default);

        Assert.Equal(model.Network, read.Network);
        Assert.Equal(model.Weights.Sha256(), read.Weights.Sha256());
        Assert.Equal(model.Weights.Select(array => array.Path), read.Weights.Select(array => array.Path));
    }

    [Fact]
    public void What_the_model_says_of_itself_is_the_same_after_reading()
    {
        var report = new EpochReport(1, 2, 0.25, 0.5, null, null, 1e-3, 1234.5, TimeSpan.FromSeconds(1.5), TimeSpan.Zero);
        var info = new ModelInfo(
            new ImageColumn("Bild ü", new(7, 9, 3), ImageLayout.Planar, IsByte: true), "Art", ["Häuser", "\"", ""],
            new TrainingHistory([report, report with { Epoch = 2, ValidationLoss = double.NaN, ValidationAccuracy = 1 / 3.0 }], ulong.MaxValue, 2, "engine", 60, 3, TrainingEnd.StopRequested, BestEpoch: 2) { Warnings = ["Häuser: 1"] });

        var read = ModelInfo.FromJson(info.ToJson());

        Assert.Equal(info.ImageColumn, read.ImageColumn);
        Assert.Equal(info.LabelColumnName, read.LabelColumnName);
        Assert.Equal(info.ClassNames, read.ClassNames);
        Assert.Equal(info.History.Epochs, read.History.Epochs);
        Assert.Equal(info.History.Warnings, read.History.Warnings);
        Assert.Equal(info.History with { Epochs = [], UnreadableImages = [], Warnings = [] }, read.History with { Epochs = [], UnreadableImages = [], Warnings = [] });
    }

    [Fact]
    public void Each_weight_stands_in_the_file_once()
    {
        byte[] file = Model.ToOnnx();

        long weights = Model.Weights.Sum(array => array.Values.Length * 4L);
        Assert.InRange(file.Length, weights, weights + 16_000);
        // By name in the list of constants, and as the input of one node.
        Assert.Equal(2, file.AsSpan().Count("conv2d_1/kernel"u8));
    }

    [Fact]
    public void A_newer_format_is_refused_in_words()
    {
        byte[] file = Model.ToOnnx();
        int format = file.AsSpan().IndexOf("mlnetcnn.format"u8) + "mlnetcnn.format".Length + 2;
        Assert.Equal((byte)'2', file[format]);
        file[format] = (byte)'3';

        Refusal.Says<InvalidDataException>(
            "The model has format 3, but this version of MLNet.Cnn reads up to 2. Use a newer version.",
            () => ModelFile.Read(file, TorchEngine.Default));
    }

    [Fact]
    public void A_model_of_another_program_is_refused_in_words()
    {
        byte[] file = Model.ToOnnx();
        "mlnetcnn.farmer"u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("mlnetcnn.format"u8)));

        Refusal.Says<InvalidDataException>("The ONNX model was not written by MLNet.Cnn.", () => ModelFile.Read(file, TorchEngine.Default));
    }

    [Fact]
    public void A_file_that_ends_early_is_refused_wherever_it_ends()
    {
        byte[] file = Model.ToOnnx();

        for (int length = 0; length < file.Length; length += 7)
            Assert.Throws<InvalidDataException>(() => ModelFile.Read(file[..length], TorchEngine.Default));
    }

    [Fact]
    public void A_damaged_file_is_refused_or_still_a_model()
    {
        var random = new Random(1);
        byte[] file = Model.ToOnnx();
        int refused = 0;
        for (int i = 0; i < 1000; i++)
        {
            byte[] damaged = [.. file];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                var read = ModelFile.Read(damaged, TorchEngine.Default);
                Assert.Equal(Model.Weights.Count, read.Weights.Count);
                Assert.NotEmpty(read.ToOnnx());
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 50, 950);
    }

    [Fact]
    public void Bytes_of_any_other_kind_are_refused()
    {
        var random = new Random(1);
        for (int length = 0; length < 300; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Throws<InvalidDataException>(() => ModelFile.Read(bytes, TorchEngine.Default));
        }
    }

    [Theory]
    [InlineData("ImageColumn")]
    [InlineData("LabelColumnName")]
    [InlineData("ClassNames")]
    [InlineData("History")]
    [InlineData("Shape")]
    [InlineData("Epochs")]
    public void A_description_with_a_misspelled_member_is_refused(string property)
    {
        byte[] file = Model.ToOnnx();
        byte[] name = [.. "\""u8, .. System.Text.Encoding.UTF8.GetBytes(property), .. "\":"u8];
        int place = file.AsSpan().LastIndexOf(name);
        file[place + 1] = (byte)'x';

        var refusal = Assert.Throws<InvalidDataException>(() => ModelFile.Read(file, TorchEngine.Default));
        Assert.StartsWith("The model's description is damaged: ", refusal.Message);
        Assert.Contains($"x{property[1..]}", refusal.Message);
    }
}
