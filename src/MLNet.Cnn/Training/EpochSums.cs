namespace MLNet.Cnn;

/// <summary>What the steps of an epoch came to so far.</summary>
/// <param name="Steps">How many steps were taken.</param>
/// <param name="Images">How many images they saw.</param>
/// <param name="Loss">The sum of the images' losses.</param>
/// <param name="Correct">How many of the images were classified correctly.</param>
/// <param name="Rate">The learning rate of the last step.</param>
internal readonly record struct EpochSums(int Steps, int Images, double Loss, int Correct, double Rate)
{
    public EpochSums Add(StepResult result, int images, double rate) =>
        new(Steps + 1, Images + images, Loss + result.Loss * images, Correct + result.Correct, rate);
}
