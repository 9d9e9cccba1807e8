using System.Text;

namespace MLNet.Cnn;

/// <summary>A file that lists images and their classes, a line each.</summary>
internal static class ImageList
{
    /// <summary>Reads a list.</summary>
    /// <param name="path">The file: tab-separated if its name ends in .tsv or .txt, else comma-separated.</param>
    /// <param name="hasHeader">Whether the first line names the columns.</param>
    /// <param name="pathColumn">The column with the paths: its name, or its number from 0 on.</param>
    /// <param name="labelColumn">The column with the classes, in the same way.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A column is missing, or a line is broken; the message names it.</exception>
    public static IReadOnlyList<(string Path, string Label)> Files(string path, bool hasHeader, string pathColumn, string labelColumn)
    {
        UserFile.Check(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        char separator = Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".txt" ? '\t' : ',';
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var reader = new StreamReader(path, Encoding.UTF8);
        var lines = new SeparatedLines(path, reader, separator);
        string[] header = hasHeader ? lines.Read() ?? throw new InvalidDataException($"'{path}' is empty.") : [];
        int pathIndex = IndexOf(path, header, pathColumn), labelIndex = IndexOf(path, header, labelColumn);
        var files = new List<(string, string)>();
        while (lines.Read() is { } cells)
        {
            if (cells.Length <= Math.Max(pathIndex, labelIndex))
                throw new InvalidDataException(FormattableString.Invariant($"'{path}', line {lines.Line}: expected at least {Math.Max(pathIndex, labelIndex) + 1} cells, got {cells.Length}. Cells are separated by {(separator == ',' ? "commas" : "tabs")}."));
            // A path beside the list may be absolute, relative to the list, or written on another system.
            files.Add((Path.GetFullPath(cells[pathIndex].Trim().Replace('\\', Path.DirectorySeparatorChar), folder), cells[labelIndex].Trim()));
        }
        return files.Count > 0 ? files : throw new InvalidDataException($"'{path}' lists no images.");
    }

    private static int IndexOf(string path, string[] header, string column)
    {
        int index = Array.IndexOf(header, column);
        if (index < 0 && int.TryParse(column, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number))
            index = number;
        return index >= 0 ? index
            : throw new InvalidDataException(header.Length == 0
                ? $"'{path}' has no header, so the column '{column}' must be given as a number, from 0 on."
                : $"'{path}' has no column '{column}'. Its columns are: {string.Join(", ", header)}.");
    }
}
