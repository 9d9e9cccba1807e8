using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>Finds the images whose colors are near to those of another without looking at all of them: a k-d tree over the grids of colors.</summary>
/// <remarks>Source: Bentley, "Multidimensional binary search trees used for associative searching" (1975). A part of the array is a node; its middle divides it by the color of the grid that differs most in it.</remarks>
internal sealed class ColorTree
{
    private const int LeafSize = 16;

    private readonly PerceptualHash[] _hashes;
    private readonly int[] _order;
    private readonly (int Index, int Value)[] _divisions; // of the node with this middle: lower values of a color stand in front of it, higher ones behind

    public ColorTree(PerceptualHash[] hashes)
    {
        _hashes = hashes;
        _order = [.. Enumerable.Range(0, hashes.Length)];
        _divisions = new (int, int)[hashes.Length];
        Divide(0, hashes.Length);
    }

    /// <summary>The images that look the same, itself included.</summary>
    /// <param name="hash">The image.</param>
    /// <param name="left">How many comparisons may be made; each is taken off.</param>
    public List<int> Near(PerceptualHash hash, ref long left)
    {
        var found = new List<int>();
        var waiting = new Stack<(int From, int To)>([(0, _order.Length)]);
        while (waiting.TryPop(out var node))
        {
            if (node.To - node.From <= LeafSize)
            {
                left -= node.To - node.From;
                found.AddRange(_order[node.From..node.To].Where(i => _hashes[i].IsNear(hash)));
                continue;
            }
            int middle = (node.From + node.To) / 2;
            int distance = hash.Colors[_divisions[middle].Index] - _divisions[middle].Value;
            if (distance <= PerceptualHash.LargestDifference)
                waiting.Push((node.From, middle));
            if (distance >= -PerceptualHash.LargestDifference)
                waiting.Push((middle, node.To));
        }
        return found;
    }

    private void Divide(int from, int to)
    {
        if (to - from <= LeafSize)
            return;
        int middle = (from + to) / 2, widest = WidestColor(from, to);
        Array.Sort(_order, from, to - from, Comparer<int>.Create((a, b) => _hashes[a].Colors[widest].CompareTo(_hashes[b].Colors[widest])));
        _divisions[middle] = (widest, _hashes[_order[middle]].Colors[widest]);
        Divide(from, middle);
        Divide(middle, to);
    }

    private int WidestColor(int from, int to)
    {
        byte[] lowest = _hashes[_order[from]].Colors.ToArray(), highest = [.. lowest];
        for (int i = from + 1; i < to; i++)
        {
            var colors = _hashes[_order[i]].Colors;
            TensorPrimitives.Min(lowest, colors, lowest);
            TensorPrimitives.Max(highest, colors, highest);
        }
        return Enumerable.Range(0, lowest.Length).MaxBy(index => highest[index] - lowest[index]);
    }
}
