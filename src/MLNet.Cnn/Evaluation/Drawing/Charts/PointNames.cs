using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Puts names beside points where they cover neither what is drawn nor each other, as far as there is such a place.</summary>
/// <param name="area">Where names may stand.</param>
/// <param name="drawn">What they should not cover.</param>
/// <param name="radius">That of the points.</param>
internal sealed class PointNames(SKRect area, IEnumerable<SKRect> drawn, float radius)
{
    private const float Widest = 170;
    private const float Gap = 4;

    private static readonly PictureFont Font = PictureFont.Small;

    private readonly List<SKRect> _taken = [.. drawn];

    public void Draw(Pen pen, string name, SKPoint point)
    {
        string text = Font.Trim(name, Math.Min(Widest, area.Width / 2));
        var place = Places(point, Font.Width(text)).MinBy(place => Overlap(place));
        _taken.Add(place);
        // Where there was no free place, the name is still to be read.
        pen.Fill(place, Palette.Background.WithAlpha(0xC0));
        pen.Text(text, Font, new(place.Left, place.Top + Font.Baseline(0)), Palette.Text);
    }

    /// <summary>Right and left of the point, at its height and farther and farther above and below: always within the area.</summary>
    private IEnumerable<SKRect> Places(SKPoint point, float width)
    {
        float height = Font.LineHeight, distance = radius + Gap;
        foreach (float shift in new[] { 0, -0.7f, 0.7f, -1.2f, 1.2f, -2, 2, -3, 3, -4, 4 })
        {
            foreach (float left in new[] { point.X + distance, point.X - distance - width })
            {
                float top = point.Y - height / 2 + shift * height;
                yield return SKRect.Create(
                    Math.Clamp(left, area.Left, Math.Max(area.Left, area.Right - width)),
                    Math.Clamp(top, area.Top, area.Bottom - height), width, height);
            }
        }
    }

    private float Overlap(SKRect place) => _taken.Sum(other =>
    {
        var common = SKRect.Intersect(place, other);
        return Math.Max(0, common.Width) * Math.Max(0, common.Height);
    });
}
