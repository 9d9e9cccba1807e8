using System.Globalization;
using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>The test vectors of Keras' own repository: convolutions, and tables of optimizers.</summary>
[Trait("Category", "Conformance")]
public class KerasVectorTests
{
    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Convolutions_give_what_Keras_gives(string engine)
    {
        var report = new ConformanceReport($"keras-vectors: convolutions on {engine}");
        foreach (var (name, root) in Lines("*_cases.jsonl"))
            report.Run(name, () => KerasConvolutionCase.Translate(root).Check(engine));
        report.Finish();
    }

    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Optimizers_follow_the_tables_of_Keras(string engine)
    {
        var report = new ConformanceReport($"keras-vectors: optimizers on {engine}");
        foreach (var (name, root) in Lines("optimizer_*.jsonl"))
            report.Run(name, () => CheckOptimizer(root, engine));
        report.Finish();
    }

    /// <summary>The first gradient once; then each row of the table is compared and another gradient applied.</summary>
    private static void CheckOptimizer(JsonElement root, string engine)
    {
        var rows = root.GetProperty("golden").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray()).ToList();
        int size = rows[0].Length;
        Assert.Contains($"np.ones([{size}]", root.GetProperty("x").GetString());
        var optimizer = KerasOptimizers.FromCall(root.GetProperty("constructor").GetString()!);
        optimizer.Validate();
        float[] first = Gradient(root.GetProperty("first_grads").GetString()!), other = Gradient(root.GetProperty("grads").GetString()!);
        var tolerance = root.GetProperty("tolerance");
        double relative = tolerance.GetProperty("rtol").GetDouble(), absolute = tolerance.GetProperty("atol").GetDouble();

        ConformanceEngines.Work(engine, GivenGradients.Settings([.. Enumerable.Repeat(1f, size)], optimizer), session =>
        {
            GivenGradients.Step(session, first, optimizer.LearningRate);
            foreach (float[] row in rows)
            {
                float[] weight = GivenGradients.Values(session);
                // The table has four decimals.
                for (int i = 0; i < size; i++)
                    Assert.True(Math.Abs(row[i] - weight[i]) <= absolute + relative * Math.Abs(row[i]), FormattableString.Invariant($"row {rows.IndexOf(row)}[{i}]: expected {row[i]}, got {weight[i]}"));
                GivenGradients.Step(session, other, optimizer.LearningRate);
            }
            return 0;
        });

        // ops.full((10,), 0.01) and ops.arange(0.1, 1.1, 0.1)
        float[] Gradient(string call)
        {
            double[] arguments = [.. call[(call.LastIndexOf('(') + 1)..].Trim(')').Split(',').Where(part => part.Trim().Length > 0).Select(part => double.TryParse(part, CultureInfo.InvariantCulture, out double number) ? number : 0)];
            return call.Contains("arange", StringComparison.Ordinal)
                ? [.. Enumerable.Range(0, size).Select(i => (float)(arguments[0] + i * arguments[2]))]
                : [.. Enumerable.Repeat((float)arguments[^1], size)];
        }
    }

    private static IEnumerable<(string Name, JsonElement Root)> Lines(string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(ConformanceFolder.Require("keras-vectors"), pattern).Order(StringComparer.Ordinal))
        {
            foreach (var (line, index) in File.ReadLines(file).Select((line, index) => (line, index)))
            {
                using var document = JsonDocument.Parse(line);
                yield return ($"{Path.GetFileName(file)}, line {index + 1}", document.RootElement.Clone());
            }
        }
    }
}
