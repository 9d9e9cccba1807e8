using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>How one forward pass behaves.</summary>
/// <param name="Training">Whether layers behave as in training.</param>
/// <param name="UpdateStatistics">Whether BatchNormalization's moving statistics follow the batch; only while training.</param>
/// <param name="RandomKey">The key of all random numbers of the pass.</param>
/// <param name="Share">The batch's share of all images so far where statistics are taken anew, or <see langword="null"/> where they move by the layer's momentum.</param>
/// <param name="Sum">How BatchNormalization sums over the batch, or <see langword="null"/> for its own images.</param>
internal readonly record struct TorchPass(bool Training, bool UpdateStatistics, ulong RandomKey, double? Share = null, BatchSum? Sum = null)
{
    /// <summary>Numbers between 0 and 1 on the CPU, a function of the key and the layer alone, whatever the device: libtorch's global generator is never touched.</summary>
    public Tensor Random(int layer, long[] shape)
    {
        ulong seed = new KeyedRandom(RandomKey, RandomPurpose.Step, layer).NextBits();
        using var generator = new Generator(seed);
        return rand(shape, generator: generator);
    }
}

/// <summary>One layer at work: inputs in, output out. Images are (count, channels, height, width).</summary>
/// <param name="inputs">The outputs of the layers before it. The operator may overwrite the first where the forward pass allowed it.</param>
/// <param name="pass">How the pass behaves.</param>
internal delegate Tensor TorchOperator(ReadOnlySpan<Tensor> inputs, TorchPass pass);
