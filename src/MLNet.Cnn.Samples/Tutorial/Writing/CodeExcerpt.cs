namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Reads the chapters' own sources, which are part of the program: code that is shown is code that runs.</summary>
internal static class CodeExcerpt
{
    /// <summary>The lines between <c>#region NAME</c> and <c>#endregion</c>, without what they are indented by in common.</summary>
    /// <param name="file">The file: <c>ConvolutionChapter.cs</c>.</param>
    /// <param name="region">The region's name.</param>
    public static IReadOnlyList<string> Read(string file, string region)
    {
        using var stream = typeof(CodeExcerpt).Assembly.GetManifestResourceStream($"tutorial/{file}")
            ?? throw new KeyNotFoundException($"The source '{file}' is not part of the program.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(line => line.Trim() != $"#region {region}").Skip(1)
            .TakeWhile(line => line.Trim() != "#endregion")
            .ToList();
        if (lines.Count == 0)
            throw new KeyNotFoundException($"The source '{file}' has no region '{region}'.");
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line.Length > indent ? line[indent..] : "")];
    }
}
