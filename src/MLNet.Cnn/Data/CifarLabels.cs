namespace MLNet.Cnn;

/// <summary>Which of the CIFAR sets a file is of, and which of its labels are wanted.</summary>
public enum CifarLabels
{
    /// <summary>CIFAR-10: ten classes, by their names (<c>airplane</c> to <c>truck</c>).</summary>
    Cifar10,

    /// <summary>CIFAR-100: a hundred classes, by their numbers.</summary>
    Cifar100Fine,

    /// <summary>CIFAR-100: its twenty groups of classes, by their numbers.</summary>
    Cifar100Coarse,
}
