namespace MLNet.Cnn;

/// <summary>How an ONNX model meets the world: its input, its outputs and what it says of itself.</summary>
internal sealed record OnnxModelSettings
{
    /// <summary>The input's name; ML.NET takes it for the column's name.</summary>
    public required string InputName { get; init; }

    /// <summary>Whether the input holds one channel behind the other.</summary>
    public bool IsPlanar { get; init; }

    /// <summary>Whether the input is bytes; otherwise it is floats.</summary>
    public bool IsByte { get; init; }

    /// <summary>The output with a probability for each class.</summary>
    public string ScoreName { get; init; } = "Score";

    /// <summary>Whether that output is what the network gives, channels last, instead of probabilities: any network can be written so.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Whether the probabilities are those of several views of the image; without effect on a raw output.</summary>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    /// <summary>A second output with 1 at the most probable class and 0 elsewhere, or <see langword="null"/> for none.</summary>
    public string? OneHotName { get; init; }

    /// <summary>The classes, in the order of the outputs.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Text entries beside the graph (<c>metadata_props</c>).</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
