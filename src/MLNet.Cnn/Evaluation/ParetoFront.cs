namespace MLNet.Cnn;

/// <summary>The models than which none is both faster and more accurate.</summary>
internal static class ParetoFront
{
    /// <summary>The models of the front, the fastest first.</summary>
    public static IReadOnlyList<TradeoffPoint> Of(IEnumerable<TradeoffPoint> points)
    {
        var front = new List<TradeoffPoint>();
        // Of equally fast ones, only the most accurate can be in the front.
        foreach (var point in points.OrderBy(point => point.MillisecondsPerImage).ThenByDescending(point => point.Accuracy))
        {
            if (front.Count == 0 || point.Accuracy > front[^1].Accuracy)
                front.Add(point);
        }
        return front;
    }
}
