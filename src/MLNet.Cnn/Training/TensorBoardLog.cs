namespace MLNet.Cnn;

/// <summary>Event files for TensorBoard, written while training runs: <c>tensorboard --logdir FOLDER</c> shows them.</summary>
/// <remarks>Each fit writes into a new folder <c>run-001</c>, <c>run-002</c>, …, and there, as Keras' callback does, into <c>train</c> and <c>validation</c>
/// under the tags <c>epoch_loss</c>, <c>epoch_accuracy</c>, <c>epoch_learning_rate</c> and <c>epoch_images_per_second</c>. The step is the epoch, from 1 on.
/// A resumed training is a run of its own, which goes on counting.</remarks>
/// <param name="Folder">The folder of all runs; it is made if it is not there.</param>
public sealed record TensorBoardLog(string Folder);
