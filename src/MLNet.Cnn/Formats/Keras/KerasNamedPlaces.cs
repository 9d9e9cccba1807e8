namespace MLNet.Cnn;

/// <summary>Finds layers by the names that Keras writes beside their weights since 2024, where these are the names of the network.</summary>
/// <remarks>A network of one model that was taken out of nested ones has another count of layers than the file; names get over that.</remarks>
internal static class KerasNamedPlaces
{
    /// <summary>The places by name if the file's names are those of the network, or else as they were counted.</summary>
    public static KerasArchitecture Find(KerasArchitecture counted, HdfReader file)
    {
        const string vars = "/vars";
        var names = new Dictionary<string, string>();
        foreach (string group in file.GroupsBelow("layers").Where(path => path.EndsWith(vars, StringComparison.Ordinal) && file.Exists($"{path}/0")))
        {
            // Dropout and its kin keep the state of their random numbers in a group of their own.
            if (group.EndsWith("/seed_generator/vars", StringComparison.Ordinal))
                continue;
            if (file.Text(group, "name") is not { } name || !names.TryAdd(name, group[..^vars.Length]))
                return counted;
        }
        return names.Count == counted.Places.Count && counted.Places.Keys.All(names.ContainsKey)
            ? counted with { Places = counted.Places.ToDictionary(pair => pair.Key, pair => pair.Value with { Path = names[pair.Key] }) }
            : counted;
    }
}
