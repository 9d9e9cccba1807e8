using System.Globalization;

namespace MLNet.Cnn;

/// <summary>What training on one batch alone came to: a network that cannot even learn that by heart has a fault. Immutable.</summary>
/// <param name="Images">The images of the batch.</param>
/// <param name="Losses">The loss before each step.</param>
/// <param name="Correct">How many images were classified correctly before the last step.</param>
public sealed record OverfitResult(int Images, IReadOnlyList<double> Losses, int Correct)
{
    /// <summary>Whether the network learned the batch: all images right, and the loss at most a tenth of the first.</summary>
    public bool Learned => Correct == Images && Losses[^1] <= Losses[0] / 10;

    /// <summary>What was found, and what to look at if the network did not learn.</summary>
    public override string ToString()
    {
        string found = string.Create(CultureInfo.InvariantCulture,
            $"After {Counted.Of(Losses.Count, "step")} on one batch the loss went from {Losses[0]:G3} to {Losses[^1]:G3}, and {Correct} of {Counted.Of(Images, "image")} {(Correct == 1 ? "is" : "are")} classified correctly: ");
        return found + (Learned
            ? "the network can learn."
            : "the network does not learn even one batch. Try a learning rate ten times lower or higher; see whether labels belong to their images, equal images have different labels, "
              + "pixels are normalized, too many layers are frozen, or much Dropout hides what was learned; then try a larger network.");
    }
}
