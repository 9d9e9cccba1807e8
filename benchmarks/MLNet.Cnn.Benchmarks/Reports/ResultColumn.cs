using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>A column of a <see cref="ResultTable"/>.</summary>
/// <param name="Name">The heading, with the unit.</param>
/// <param name="Format">How numbers are written; texts stand as they are.</param>
internal sealed record ResultColumn(string Name, string Format = "")
{
    public bool IsNumber => Format.Length > 0;

    public string Show(object value) => value is IFormattable number
        ? number.ToString(Format, CultureInfo.InvariantCulture)
        : value.ToString() ?? "";
}
