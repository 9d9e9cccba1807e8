using System.Text;

namespace MLNet.Cnn.Samples;

/// <summary>Passes text on without the blanks at the ends of lines, with which tables fill their columns.</summary>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private int _heldBlanks;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == ' ')
        {
            _heldBlanks++;
            return;
        }

        if (value is not ('\r' or '\n'))
            inner.Write(new string(' ', _heldBlanks));
        _heldBlanks = 0;
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
