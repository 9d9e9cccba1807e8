using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>The rows of a view by class and by a hash of the image.</summary>
/// <param name="Labels">The class of each row, -1 where it is missing.</param>
/// <param name="Images">The hash of each image.</param>
internal sealed record LabelledHashes(int[] Labels, UInt128[] Images)
{
    /// <summary>Reads a view.</summary>
    public static LabelledHashes Of(IDataView data, ClassLabels labels, string imageColumnName)
    {
        UInt128[] images = [.. ImageFingerprints.Of(data, imageColumnName)];
        var keys = new List<int>(images.Length);
        var column = data.Schema[labels.ColumnName];
        using var cursor = data.GetRowCursor([column]);
        var read = cursor.GetGetter<uint>(column);
        uint key = 0;
        while (cursor.MoveNext())
        {
            read(ref key);
            keys.Add(key >= 1 && key <= (uint)labels.Count ? (int)key - 1 : -1);
        }
        return new LabelledHashes([.. keys], images);
    }

    /// <summary>The rows of some folds.</summary>
    public LabelledHashes Where(int[] folds, Func<int, bool> isMeant)
    {
        int[] rows = [.. Enumerable.Range(0, folds.Length).Where(row => isMeant(folds[row]))];
        return new LabelledHashes([.. rows.Select(row => Labels[row])], [.. rows.Select(row => Images[row])]);
    }

    /// <summary>One hash of all images and labels, in order.</summary>
    public string Hash()
    {
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes(Images.AsSpan()));
        hash.Append(MemoryMarshal.AsBytes(Labels.AsSpan()));
        return $"{TrainingIdentity.HashMark}{Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }
}
