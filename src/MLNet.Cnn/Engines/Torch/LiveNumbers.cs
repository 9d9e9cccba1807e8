using TorchSharp;

namespace MLNet.Cnn;

/// <summary>Numbers for libtorch that live until they are let go.</summary>
/// <remarks>TorchSharp 0.107.0 makes a native number of each double and lets go of it, so that the collector may free it before libtorch has read it.</remarks>
internal sealed class LiveNumbers
{
    private readonly List<Scalar> _numbers = [];

    /// <summary>The number for libtorch.</summary>
    public Scalar this[double value]
    {
        get
        {
            Scalar number = value;
            _numbers.Add(number);
            return number;
        }
    }

    /// <summary>Frees all numbers so far.</summary>
    public void Release()
    {
        foreach (var number in _numbers)
            number.Dispose();
        _numbers.Clear();
    }
}
