namespace MLNet.Cnn.Benchmarks;

/// <summary>What is killed and started again.</summary>
/// <param name="Key">The benchmark's name.</param>
/// <param name="RunName">The hidden benchmark that is killed: it prints what must be the same, and in words how much it was.</param>
/// <param name="What">What it is, for the title.</param>
/// <param name="Kills">How often.</param>
/// <param name="Kept">The files and folders that it keeps.</param>
internal sealed record KillCase(string Key, string RunName, string What, int Kills, IReadOnlyList<string> Kept)
{
    public static KillCase Training { get; } = new("kill", KillRun.Name, "A training", 20, ["best.checkpoint", "last.checkpoint"]);

    public static KillCase Experiment { get; } = new(
        "kill-experiment", ExperimentKillRun.Name, "An experiment (Fashion-MNIST, search with successive halving, one worker)", 10, ["best.zip", "journal.jsonl", "models", "trials"]);
}
