using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Shows results as they come, and writes them as markdown and JSON under benchmarks/results.</summary>
internal sealed class ReportWriter(BenchmarkOptions options)
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly CpuUse _start = CpuUse.Read();
    private readonly List<ResultTable> _tables = [];

    public void Add(ResultTable table)
    {
        _tables.Add(table);
        Console.WriteLine($"{Environment.NewLine}{table.Title}{Environment.NewLine}");
        Console.WriteLine(TextTable.Write(table));
    }

    /// <summary>Writes a state of things that will be replaced by a later one.</summary>
    public void Replace(params IReadOnlyList<ResultTable> tables)
    {
        _tables.Clear();
        _tables.AddRange(tables);
        Write();
    }

    /// <summary>Draws a picture beside the results.</summary>
    public void Draw(Picture picture)
    {
        if (ResultPath() is { } path)
            picture.Save($"{path}.png");
    }

    public void Save()
    {
        if (Write() is { } file)
            Console.WriteLine($"Written: benchmarks/results/{file}.md and .json");
    }

    /// <summary>Writes the files and gives their name, if they are written into a repository.</summary>
    private string? Write()
    {
        var facts = MachineDescription.Read(options.Threads).Append(
            ("Noise", string.Create(CultureInfo.InvariantCulture, $"other processes used {CpuUse.Read().OtherCoresSince(_start):F2} cores on average"))).ToList();
        string json = Json(facts);
        if (options.JsonFile is not null)
            File.WriteAllText(options.JsonFile, json);
        if (ResultPath() is not { } path)
            return null;
        File.WriteAllText($"{path}.json", json);
        File.WriteAllText($"{path}.md", Markdown(facts));
        return Path.GetFileName(path);
    }

    private string What => options.Network is null ? options.Benchmark : $"{options.Benchmark}-{options.Network}";

    /// <summary>The files' path without its ending, if the program is run in a repository.</summary>
    private string? ResultPath() => ResultsFolder() is { } folder
        ? Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}-{What}"))
        : null;

    private string Markdown(List<(string Name, string Value)> facts)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"# {What}, {DateTime.UtcNow:yyyy-MM-dd}\n\n"));
        foreach (var (name, value) in facts)
            text.Append(CultureInfo.InvariantCulture, $"- {name}: {value}\n");
        foreach (var table in _tables)
            text.Append(CultureInfo.InvariantCulture, $"\n## {table.Name}\n\n{table.Title}\n\n{TextTable.Write(table)}");
        return text.ToString();
    }

    private string Json(List<(string Name, string Value)> facts) => JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["machine"] = facts.ToDictionary(fact => fact.Name, fact => fact.Value),
            ["results"] = _tables.ToDictionary(table => table.Name, table => table.Rows.Select(row =>
                table.Columns.Zip(row).ToDictionary(cell => cell.First.Name, cell => cell.Second))),
        },
        _indented);

    /// <summary>The folder in the repository that the program is run in, if it is run in one.</summary>
    private static string? ResultsFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MLNetCnn.sln")))
                return Directory.CreateDirectory(Path.Combine(folder.FullName, "benchmarks", "results")).FullName;
        }
        return null;
    }
}
