namespace MLNet.Cnn;

/// <summary>The layers by their kind, which is the name that files use.</summary>
internal static class LayerKinds
{
    private static readonly Dictionary<string, Type> _types = typeof(Layer).Assembly.GetTypes()
        .Where(type => type.IsSealed && type.IsSubclassOf(typeof(Layer)))
        .ToDictionary(type => type == typeof(ActivationLayer) ? "Activation" : type.Name);

    /// <summary>All layers there are.</summary>
    public static IReadOnlyCollection<Type> All => _types.Values;

    /// <exception cref="InvalidDataException">No layer is of this kind.</exception>
    public static Type TypeOf(string kind) => _types.TryGetValue(kind, out var type)
        ? type
        : throw new InvalidDataException($"This version of MLNet.Cnn has no layer of the kind '{kind}'.");
}
