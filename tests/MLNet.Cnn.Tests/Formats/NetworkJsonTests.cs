using System.Text;

namespace MLNet.Cnn.Tests;

public class NetworkJsonTests
{
    private static readonly Network Example = SmallNetworks.All["residual"];

    [Theory]
    [MemberData(nameof(SmallNetworks.Names), MemberType = typeof(SmallNetworks))]
    public void A_network_is_the_same_after_writing_and_reading(string name)
    {
        var network = SmallNetworks.All[name];

        var read = NetworkJson.Read(NetworkJson.Write(network));

        Assert.Equal(network, read);
        Assert.Equal(network.Summary(), read.Summary());
        Assert.Equal(NetworkWeights.Initialize(network, 5).Sha256(), NetworkWeights.Initialize(read, 5).Sha256());
    }

    [Fact]
    public void Every_setting_that_is_not_the_default_survives()
    {
        var network = Network.Sequential(
            new(9, 9, 2),
            new Conv2D(4, (3, 2))
            {
                Name = "erste Schicht",
                Trainable = false,
                Strides = (2, 1),
                Padding = Padding.Same,
                Groups = 2,
                UseBias = false,
                Activation = Activation.SiLU,
                KernelInitializer = Initializers.RandomNormal(0.5f, 0.25f),
                BiasInitializer = Initializers.Constant(float.PositiveInfinity),
            },
            new BatchNormalization { Momentum = 0.5, Epsilon = 1e-5, Center = false, GammaInitializer = Initializers.RandomUniform(-1, 2) },
            new ZeroPadding2D(new Margins(1, 2, 3, 4)),
            new Normalization { Mean = ValueList.Create([0.1f, -3e-20f, 1f, 2f]), Variance = ValueList.Create([1 / 3f]) },
            new Conv2D(4, 3) { KernelInitializer = Initializers.Dirac(new VarianceScalingInitializer(1f / 3, Fan.In, InitialDistribution.Uniform)) },
            new Conv2D(4, 1) { KernelInitializer = new PatchWhiteningInitializer { Epsilon = 0.01, Images = 7 } },
            new Flatten(),
            new Dense(3) { KernelInitializer = Initializers.HeUniform, BiasInitializer = Initializers.TruncatedNormal(1, 2) }).WithName("Ünïcode \"quoted\"");

        Assert.Equal(network, NetworkJson.Read(NetworkJson.Write(network)));
        Refusal.WithDecimalComma(() => Assert.Equal(network, NetworkJson.Read(NetworkJson.Write(network))));
    }

    [Fact]
    public void A_setting_that_the_text_lacks_has_its_default()
    {
        const string text = """
            {"format":1,"name":"old","layers":[
              {"kind":"InputLayer","inputs":[],"settings":{"Shape":[5,5,1]}},
              {"kind":"Conv2D","inputs":[0],"settings":{"Filters":2,"KernelSize":{"Height":3,"Width":3}}}]}
            """;

        Assert.Equal(Network.Sequential(new(5, 5, 1), new Conv2D(2, 3)).Layers[1].Layer with { Name = "conv2d" }, NetworkJson.Read(text).Layers[1].Layer);
    }

    [Fact]
    public void A_newer_format_is_refused_in_words() => Refusal.Says<InvalidDataException>(
        "The network definition has format 3, but this version of MLNet.Cnn reads up to 2. Use a newer version.",
        () => NetworkJson.Read(NetworkJson.Write(Example).Replace("\"format\":2", "\"format\":3")));

    [Fact]
    public void A_layer_of_another_version_is_named() => Refusal.Says<InvalidDataException>(
        "This version of MLNet.Cnn has no layer of the kind 'Attention'.",
        () => NetworkJson.Read(NetworkJson.Write(Example).Replace("\"kind\":\"ReLU\"", "\"kind\":\"Attention\"")));

    [Fact]
    public void An_initializer_of_another_version_is_named() => Refusal.Says<InvalidDataException>(
        "This version of MLNet.Cnn has no Initializer of the type 'Orthogonal'.",
        () => NetworkJson.Read(NetworkJson.Write(Example).Replace("VarianceScalingInitializer", "Orthogonal")));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{}")]
    [InlineData("""{"format":1,"name":"x","layers":[]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[null]}""")]
    [InlineData("""{"format":1.5,"name":"x","layers":[]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[{"kind":null,"inputs":[],"settings":{}}]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[{"kind":"ReLU","inputs":[],"settings":{}}]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[{"kind":"ReLU","inputs":[0],"settings":{}}]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[{"kind":"InputLayer","inputs":[],"settings":{"Shape":null}}]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[{"kind":"InputLayer","inputs":[],"settings":{"Shape":[0,5,1]}}]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[{"kind":"InputLayer","inputs":[],"settings":{"Shape":[2000000000,2000000000,3]}}]}""")]
    [InlineData("""{"format":1,"name":null,"layers":[{"kind":"InputLayer","inputs":[],"settings":{"Shape":[5,5,1]}}]}""")]
    [InlineData("""{"format":1,"name":"x","layers":[{"kind":"InputLayer","inputs":[],"settings":[]}]}""")]
    public void What_is_no_network_is_refused(string text) => Assert.Throws<InvalidDataException>(() => NetworkJson.Read(text));

    [Theory]
    [InlineData("\"Padding\":\"Same\"", "\"Padding\":\"Reflect\"")]
    [InlineData("\"Padding\":\"Same\"", "\"Padding\":7")]
    [InlineData("\"Activation\":\"Linear\"", "\"Activation\":99")]
    [InlineData("\"Activation\":\"Linear\"", "\"Activation\":null")]
    [InlineData("\"KernelInitializer\":{", "\"KernelInitializer\":null,\"Unknown\":{")]
    [InlineData("\"Filters\":8", "\"Filters\":-8")]
    [InlineData("\"Filters\":8", "\"Filters\":2147483647")]
    [InlineData("\"Filters\":8", "\"Filters\":\"many\"")]
    public void A_setting_that_makes_no_sense_is_refused(string written, string damaged)
    {
        string text = NetworkJson.Write(Example);
        Assert.Contains(written, text);

        Assert.Throws<InvalidDataException>(() => NetworkJson.Read(text.Replace(written, damaged)));
    }

    [Fact]
    public void Text_that_ends_early_is_refused_wherever_it_ends()
    {
        string text = NetworkJson.Write(Example);

        for (int length = 0; length < text.Length; length += 3)
            Assert.Throws<InvalidDataException>(() => NetworkJson.Read(text[..length]));
    }

    [Fact]
    public void Damaged_text_is_refused_or_still_a_network()
    {
        var random = new Random(1);
        byte[] text = Encoding.UTF8.GetBytes(NetworkJson.Write(Example));
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. text];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(32, 127);
            try
            {
                Assert.NotNull(NetworkJson.Read(Encoding.UTF8.GetString(damaged)));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1000, 2000);
    }
}
