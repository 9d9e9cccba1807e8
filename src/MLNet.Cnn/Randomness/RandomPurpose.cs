namespace MLNet.Cnn;

/// <summary>What random numbers are for: each purpose has streams of its own, so that using one never shifts another.</summary>
internal enum RandomPurpose
{
    /// <summary>The first values of the weights; keyed by the weight's index.</summary>
    Initialization = 1,

    /// <summary>Which rows are held out for validation; keyed by class.</summary>
    Split = 2,

    /// <summary>The order of the training rows; keyed by epoch.</summary>
    Order = 3,

    /// <summary>What a step draws inside the network (dropout); keyed by step.</summary>
    Step = 4,

    /// <summary>How a training image is changed; keyed by epoch and the image's place in its order.</summary>
    Augmentation = 5,

    /// <summary>How the images of a batch are mixed; keyed by epoch and the place of the batch's first image.</summary>
    Mixing = 6,

    /// <summary>Which images of a class come into an epoch where classes are balanced; keyed by class and pass.</summary>
    Balance = 7,

    /// <summary>The seed of a later step of fine-tuning; keyed by the step.</summary>
    FineTuning = 8,

    /// <summary>What is drawn once for an image and holds in all epochs; keyed by row.</summary>
    Image = 9,

    /// <summary>Which values a search draws; keyed by candidate and place in its sequence.</summary>
    Search = 10,

    /// <summary>Which images of a class are in which fold; keyed by class.</summary>
    Fold = 11,
}
