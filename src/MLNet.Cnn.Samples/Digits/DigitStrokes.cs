using System.Globalization;

namespace MLNet.Cnn.Samples.Digits;

/// <summary>A point that the pen passes, in a unit square whose origin is the digit's middle; Y points downwards.</summary>
/// <param name="X">To the right, -0.5 to 0.5.</param>
/// <param name="Y">Downwards, -0.5 to 0.5.</param>
/// <param name="Corner">Whether the pen turns sharply here instead of passing in a smooth curve.</param>
internal readonly record struct Knot(float X, float Y, bool Corner);

/// <summary>The shapes of the digits 0 to 9 as pen strokes, each digit in the several ways in which people write it.</summary>
internal static class DigitStrokes
{
    /// <summary>The number of digits.</summary>
    public const int DigitCount = 10;

    /// <summary>One line per variant: points in percent of the square, <c>!</c> after a corner, <c>|</c> between strokes.</summary>
    private static readonly string[][] Texts =
    [
        [ // 0: oval, narrow, begun with a hook that crosses itself, not quite closed, begun at the left
            "56,8 34,15 20,36 20,64 36,88 58,90 76,72 81,46 72,20 54,9 42,12",
            "60,9 44,16 34,36 32,64 42,90 58,90 68,70 71,42 66,18 56,9 48,14",
            "34,20 48,9 68,17 78,42 74,68 56,90 36,86 23,62 25,34 40,12 58,16",
            "62,16 46,10 28,26 22,52 30,80 50,91 70,80 79,54 74,28 60,12",
            "21,46 28,20 48,8 70,18 80,46 74,76 54,91 32,82 21,56 24,30",
        ],
        [ // 1: bar, with an upstroke, with upstroke and foot, slanted, with a long upstroke
            "51,8 50,50 50,92",
            "30,30 42,22 54,8! 52,50 52,92",
            "34,26 52,8! 51,50 51,90 | 30,91 50,90 74,91",
            "60,8 51,50 42,92",
            "24,42 42,26 58,8! 56,50 55,92",
        ],
        [ // 2: with a corner, with a loop, flat, with a short neck, round
            "22,30 34,12 58,8 76,26 66,50 42,72 20,90! 50,89 80,90",
            "22,26 40,9 66,12 74,34 58,62 34,86 18,84 24,71 42,78 62,90 84,84",
            "24,20 52,8 74,24 68,44 46,68 22,90! 52,88 82,93",
            "30,20 46,9 68,14 70,34 52,54 28,74 22,88! 50,86 78,91",
            "20,22 44,8 70,16 72,40 52,66 26,84 22,88! 44,80 64,92 82,82",
        ],
        [ // 3: round, with a flat top, in one sweep, with a large foot, with a small middle loop
            "24,18 48,8 71,20 66,40 46,47! 70,55 76,74 52,92 22,82",
            "24,10 50,9 74,11! 60,26 44,42! 68,50 76,72 56,92 22,84",
            "22,20 46,8 69,18 66,36 48,47 42,46 54,48 72,60 70,82 48,92 20,82",
            "30,16 48,8 64,18 60,32 42,38! 68,44 80,66 66,88 38,92 18,80",
            "24,14 50,8 70,22 62,40 42,50 38,44 50,44 70,56 74,76 52,92 24,84",
        ],
        [ // 4: open, closed in one line, open and round, with a slanted stem, closed below the top
            "32,9 26,32 20,56! 50,56 82,54 | 66,24 64,60 62,92",
            "63,92 64,50 65,8! 40,36 18,63! 52,62 86,61",
            "25,12 22,44 44,54 70,46 | 76,9 72,50 68,92",
            "42,8 32,34 22,62! 52,60 80,58 | 68,34 58,64 50,92",
            "58,10 38,28 22,50 36,56 66,48 | 70,10 67,48 64,92",
        ],
        [ // 5: in one line, with the hat drawn last, round, with a small belly, with a long hat
            "74,10 52,10 33,11! 30,28 27,47! 54,40 76,60 68,84 44,92 22,82",
            "34,12 32,28 29,46! 56,41 76,62 62,88 24,88 | 34,12 56,11 79,9",
            "76,12 46,11 31,28 38,44 64,53 73,74 52,92 23,84",
            "72,9 40,12! 36,30 32,56! 54,52 70,68 60,88 26,91",
            "30,14 28,28 27,42! 50,38 72,52 72,78 48,92 26,84 | 30,14 58,12 86,6",
        ],
        [ // 6: round, with a straight back, curled, with a small loop, with a large loop
            "66,8 38,30 23,62 36,89 62,89 76,70 60,53 38,58 25,76",
            "58,8 38,36 28,66 36,89 60,90 74,73 62,56 44,58 29,72",
            "73,18 54,8 32,28 24,64 44,92 70,84 72,62 50,51 27,68",
            "60,8 40,24 29,54 32,80 50,92 67,84 66,70 50,66 31,78",
            "58,7 35,28 22,58 34,88 62,90 78,68 66,46 44,46 24,62",
        ],
        [ // 7: plain, with a bar, with a serif, round, steep
            "20,12 50,12 79,11! 60,50 44,92",
            "20,12 50,11 79,12! 62,50 46,92 | 34,51 52,50 72,48",
            "21,26 23,12! 50,12 79,11! 56,50 48,92",
            "20,17 48,10 72,11 72,26 56,54 47,92",
            "24,18 46,14 70,9! 66,50 60,92",
        ],
        [ // 8: begun above on the right, begun in the middle, two rings, open at the top, begun at the top
            "71,20 49,8 29,22 37,41 62,55 74,74 52,92 27,77 38,55 64,40 70,22 56,9",
            "52,48 30,32 47,8 70,24 50,48 27,70 49,92 74,72 48,46",
            "52,8 32,18 36,41 52,46 68,34 66,15 50,8 | 50,46 27,62 32,87 54,92 74,76 68,53 48,46",
            "74,14 48,10 30,24 42,44 66,58 72,78 50,92 28,80 36,60 58,44 76,20",
            "50,8 30,22 40,42 64,58 70,80 50,92 30,80 38,58 60,44 70,24 54,8",
        ],
        [ // 9: straight tail, curved tail, slanted, with a small head, not quite closed
            "72,26 53,8 28,22 32,46 56,48 73,22! 70,58 68,92",
            "72,26 50,8 27,26 38,49 62,44 73,20! 73,60 58,89 29,87",
            "74,22 50,9 28,31 42,49 64,40 76,14! 66,54 55,92",
            "68,20 52,8 36,18 40,36 58,36 69,18! 68,54 54,92",
            "66,14 44,10 26,30 36,50 58,46 72,18! 68,58 62,92",
        ],
    ];

    private static readonly Knot[][][][] Shapes = [.. Texts.Select(variants => variants.Select(Parse).ToArray())];

    /// <summary>The ways to write a digit; each is a list of strokes, each stroke the points the pen passes.</summary>
    public static IReadOnlyList<IReadOnlyList<Knot[]>> Variants(int digit) => Shapes[digit];

    private static Knot[][] Parse(string text) =>
        [.. text.Split('|').Select(stroke => stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseKnot).ToArray())];

    private static Knot ParseKnot(string text)
    {
        var numbers = text.TrimEnd('!').Split(',');
        return new(Coordinate(numbers[0]), Coordinate(numbers[1]), text.EndsWith('!'));
    }

    private static float Coordinate(string percent) => (int.Parse(percent, CultureInfo.InvariantCulture) - 50) / 100f;
}
