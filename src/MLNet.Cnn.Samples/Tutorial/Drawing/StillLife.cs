using System.Numerics;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A picture that the program draws: three balls on a checkered table, followed along rays of light.</summary>
internal static class StillLife
{
    /// <summary>Rows and columns of pixels, three colors each.</summary>
    public static Shape Shape { get; } = new(Height, Width, 3);

    private const int Height = 120;
    private const int Width = 160;
    private const int RaysPerPixel = 4; // along both sides of a pixel, so that edges are smooth
    private const float TableHeight = -1;

    private static readonly Vector3 _light = Vector3.Normalize(new(-0.6f, 0.9f, -0.5f));

    private static readonly (Vector3 Center, float Radius, Vector3 Color)[] _balls =
    [
        (new(-1.25f, 0, 4.6f), 1, new(0.86f, 0.36f, 0.12f)),
        (new(0.75f, -0.35f, 3.6f), 0.65f, new(0.13f, 0.42f, 0.72f)),
        (new(1.9f, 0.1f, 5.8f), 1.1f, new(0.92f, 0.88f, 0.80f)),
    ];

    /// <summary>The pixels, 0 to 255: (height, width, 3).</summary>
    public static float[] Pixels()
    {
        var pixels = new float[Shape.Size];
        for (var place = 0; place < Height * Width; place++)
        {
            var light = Vector3.Zero;
            for (var ray = 0; ray < RaysPerPixel * RaysPerPixel; ray++)
            {
                var x = place % Width + (ray % RaysPerPixel + 0.5f) / RaysPerPixel - Width / 2f;
                var y = Height / 2f - place / Width - (ray / RaysPerPixel + 0.5f) / RaysPerPixel;
                light += Seen(Vector3.Normalize(new(x / Height, y / Height - 0.12f, 1)));
            }

            light /= RaysPerPixel * RaysPerPixel;
            for (var channel = 0; channel < 3; channel++)
                pixels[3 * place + channel] = MathF.Round(255 * MathF.Sqrt(Math.Clamp(light[channel], 0, 1))); // brightness as eyes count it
        }

        return pixels;
    }

    private static Vector3 Seen(Vector3 direction)
    {
        var eye = new Vector3(0, 0.25f, 0);
        var distance = direction.Y < 0 ? (TableHeight - eye.Y) / direction.Y : float.PositiveInfinity;
        var ball = -1;
        for (var i = 0; i < _balls.Length; i++)
        {
            if (Hit(eye, direction, i) is var hit && hit < distance)
                (distance, ball) = (hit, i);
        }

        if (float.IsPositiveInfinity(distance))
            return Vector3.Lerp(new(0.80f, 0.86f, 0.92f), new(0.32f, 0.48f, 0.70f), direction.Y * 2);
        var point = eye + distance * direction;
        if (ball < 0)
            return Table(point) * (IsInShadow(point) ? 0.3f : 1);
        var normal = Vector3.Normalize(point - _balls[ball].Center);
        var shine = MathF.Pow(MathF.Max(0, Vector3.Dot(Vector3.Reflect(direction, normal), _light)), 40);
        return _balls[ball].Color * (0.15f + 0.85f * MathF.Max(0, Vector3.Dot(normal, _light))) + new Vector3(0.6f * shine);
    }

    private static Vector3 Table(Vector3 point)
    {
        var isDark = (((int)MathF.Floor(point.X) + (int)MathF.Floor(point.Z)) & 1) == 0;
        return Vector3.Lerp(isDark ? new(0.16f, 0.17f, 0.2f) : new(0.7f, 0.68f, 0.62f), new(0.80f, 0.86f, 0.92f), Math.Clamp(point.Z / 40, 0, 1));
    }

    private static bool IsInShadow(Vector3 point) => Enumerable.Range(0, _balls.Length).Any(ball => float.IsFinite(Hit(point, _light, ball)));

    private static float Hit(Vector3 from, Vector3 direction, int ball)
    {
        var away = from - _balls[ball].Center;
        var half = Vector3.Dot(away, direction);
        var root = half * half - away.LengthSquared() + _balls[ball].Radius * _balls[ball].Radius;
        return root < 0 || -half - MathF.Sqrt(root) < 1e-3f ? float.PositiveInfinity : -half - MathF.Sqrt(root);
    }
}
