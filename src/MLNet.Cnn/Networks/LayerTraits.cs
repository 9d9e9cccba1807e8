namespace MLNet.Cnn;

/// <summary>What a layer is to what surrounds it in a network. Each kind of layer has to say it, because a list of kinds elsewhere would be forgotten in silence.</summary>
/// <remarks>The answer of most layers is <see cref="None"/>: they compute something of their own, and keep their output until the backward pass.</remarks>
[Flags]
internal enum LayerTraits
{
    None = 0,

    /// <summary>Its output is still the image that came in, only resized, cut or framed: pixels behind it are scaled as they were before it.</summary>
    KeepsImage = 1,

    /// <summary>It brings pixels to a scale that suits networks: one that begins with it needs no other preprocessing.</summary>
    ScalesPixels = 2,

    /// <summary>It may follow a network's head: its outputs are the head's, each for its class, changed by nothing that is trained.</summary>
    KeepsLogits = 4,

    /// <summary>It computes something in training alone; scores do not see it.</summary>
    OnlyInTraining = 8,

    /// <summary>It gives the numbers that it got, under another shape or under the same: no memory is needed for its output.</summary>
    KeepsNumbers = 16,

    /// <summary>Training remembers for each output where it came from.</summary>
    RemembersPlaces = 32,

    /// <summary>Training remembers for each output a factor that was drawn.</summary>
    RemembersFactors = 64,

    /// <summary>It subtracts what is large, sums what is far apart, or multiplies by constants of its own, and so computes in float32 always.</summary>
    NeedsDigits = 128,
}
