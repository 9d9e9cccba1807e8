namespace MLNet.Cnn;

/// <summary>Which images an epoch sees.</summary>
public enum Sampling
{
    /// <summary>Every image once, in an order drawn anew for each epoch.</summary>
    Shuffled,

    /// <summary>As many images as there are, each class equally often: of large classes a part, which changes from epoch to epoch until all were seen, of small
    /// ones every image several times.</summary>
    Balanced,
}
