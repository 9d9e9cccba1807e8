namespace MLNet.Cnn.Tests;

/// <summary>The node tests of ONNX: every one whose operator and attributes our layers, losses and optimizers can express.</summary>
[Trait("Category", "Conformance")]
public class OnnxVectorTests
{
    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Gives_what_the_nodes_of_ONNX_give(string engine)
    {
        var report = new ConformanceReport($"onnx-vectors.jsonl on {engine}");
        foreach (var node in OnnxVectorFile.Read(ConformanceFolder.Require("onnx-vectors.jsonl")))
            report.Run($"{node.Operator} {node.Name}", () => Check(node, engine));
        report.Finish();
    }

    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Gives_what_the_models_of_ONNX_own_node_tests_give(string engine)
    {
        var report = new ConformanceReport($"onnx-node on {engine}");
        foreach (string folder in Directory.EnumerateDirectories(ConformanceFolder.Require("onnx-node")).Order(StringComparer.Ordinal))
            report.Run(Path.GetFileName(folder), () => Check(OnnxNodeFolder.Read(folder), engine));
        report.Finish();
    }

    private static void Check(OnnxNode node, string engine)
    {
        if (node.Operator is "SoftmaxCrossEntropyLoss" or "NegativeLogLikelihoodLoss")
            OnnxLossNodes.Check(node, engine);
        else if (node.Operator is "Adagrad" or "Adam" or "Momentum")
            OnnxOptimizerNodes.Check(node, engine);
        else
        {
            foreach (var translation in OnnxTranslator.Translate(node))
                translation.Check(engine);
        }
    }
}
