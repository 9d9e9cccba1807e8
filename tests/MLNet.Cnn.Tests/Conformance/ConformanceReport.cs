namespace MLNet.Cnn.Tests;

/// <summary>Runs the cases of a group, counts and prints them, and fails where one failed.</summary>
internal sealed class ConformanceReport(string group)
{
    private readonly List<string> _failed = [];
    private readonly List<string> _leftOut = [];
    private int _passed;

    /// <summary>Runs one case. What the library says it does not support is left out, with the reason; everything else must pass.</summary>
    public void Run(string name, Action check)
    {
        try
        {
            check();
            _passed++;
        }
        catch (NotSupportedException exception)
        {
            _leftOut.Add($"{name}: {exception.Message}");
        }
        // The library of an engine that is absent skips the whole test.
        catch (Exception exception) when (exception is not Xunit.Sdk.SkipException)
        {
            _failed.Add($"{name}: {exception.Message}");
        }
    }

    /// <summary>Prints the counts; a group without cases is absent.</summary>
    public void Finish()
    {
        if (_passed + _failed.Count + _leftOut.Count == 0)
            ConformanceFolder.Skip(group);
        Console.WriteLine($"Conformance {group}: {_passed} passed, {_failed.Count} failed, {_leftOut.Count} left out.");
        foreach (string line in _leftOut)
            Console.WriteLine($"  left out: {line}");
        Assert.True(_failed.Count == 0, $"{group}: {_failed.Count} failed.\n{string.Join('\n', _failed)}");
    }
}
