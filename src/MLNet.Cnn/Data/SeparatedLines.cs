using System.Text;

namespace MLNet.Cnn;

/// <summary>Lines of cells with a separator between them; cells in quotation marks may hold separators, line breaks and doubled marks.</summary>
/// <remarks>Source: RFC 4180.</remarks>
internal sealed class SeparatedLines(string path, TextReader reader, char separator)
{
    private int _nextLine = 1;

    /// <summary>The number of the line that the cells read last began in.</summary>
    public int Line { get; private set; }

    /// <summary>The cells of the next line that is not empty, or <see langword="null"/> at the end.</summary>
    /// <exception cref="InvalidDataException">A quotation mark is never closed.</exception>
    public string[]? Read()
    {
        while (reader.Peek() >= 0)
        {
            Line = _nextLine;
            string[] cells = ReadLine();
            if (cells.Length > 1 || cells[0].Length > 0)
                return cells;
        }
        return null;
    }

    private string[] ReadLine()
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int c = reader.Read(); ; c = reader.Read())
        {
            if (c < 0 && quoted)
                throw new InvalidDataException($"'{path}', line {Line}: a quotation mark is opened and never closed.");
            if (c == '\n')
                _nextLine++;
            if (quoted && c == '"' && reader.Peek() == '"')
            {
                cell.Append('"');
                reader.Read();
            }
            else if (c == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (!quoted && (c == separator || c is '\n' or < 0))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c != separator)
                    return [.. cells];
            }
            else if (quoted || c != '\r')
            {
                cell.Append((char)c);
            }
        }
    }
}
