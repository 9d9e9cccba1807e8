namespace MLNet.Cnn;

/// <summary>The image files of one part of a folder.</summary>
/// <param name="Purpose">What they are for.</param>
/// <param name="Folder">The folder that holds the class folders.</param>
/// <param name="Files">The files and their classes, sorted by path.</param>
internal sealed record FolderPart(ImagePurpose Purpose, string Folder, IReadOnlyList<(string Path, string Label)> Files)
{
    public int ClassCount => Files.Select(file => file.Label).Distinct().Count();
}

/// <summary>How a folder of images is read. All that loads or describes folders asks here.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Parts">The folder itself, or its training images and then its validation and test images, as far as it has them.</param>
/// <param name="LeftOut">What lies in the folder and is not read, each as a sentence.</param>
internal sealed record FolderLayout(string Folder, IReadOnlyList<FolderPart> Parts, IReadOnlyList<string> LeftOut)
{
    /// <summary>Which folders were taken for what, as a sentence; <see langword="null"/> where each folder is a class.</summary>
    /// <example><c>'photos' is divided: 'train' holds 320 training images of 4 classes, 'test' 80 test images of 4 classes.</c></example>
    public string? Division => Parts[0].Purpose == ImagePurpose.Any ? null : $"'{Folder}' is divided: " + string.Join(", ", Parts.Select((part, index) =>
        $"'{Path.GetRelativePath(Folder, part.Folder)}' {(index == 0 ? "holds " : "")}{Counted.Of(part.Files.Count, $"{SplitFolders.NameOf(part.Purpose)} image")} of {Counted.Of(part.ClassCount, "class")}")) + ".";

    /// <summary>Looks at a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no images, their classes are not known, or it may be read in two ways.</exception>
    public static FolderLayout Of(string path)
    {
        string folder = SplitFolders.WithoutDoubling(ImageFolder.Existing(path));
        var split = SplitFolders.Of(folder);
        if (split.Count == 0)
        {
            var (images, leftOut) = ImageFolder.Read(folder, labelPattern: null);
            return new FolderLayout(folder, [new FolderPart(ImagePurpose.Any, folder, images)], leftOut);
        }
        var read = split.Select(part => (Part: part, Read: ImageFolder.Read(part.Folder, labelPattern: null))).ToList();
        FolderPart[] parts = [.. read.Select(part => new FolderPart(part.Part.Purpose, part.Part.Folder, part.Read.Images))];
        return new FolderLayout(folder, parts,
            [.. read.SelectMany(part => part.Read.LeftOut.Select(sentence => $"In '{Path.GetRelativePath(folder, part.Part.Folder)}': {sentence}")), .. Beside(folder, parts)]);
    }

    /// <summary>The part with images for a purpose, or <see langword="null"/>.</summary>
    public FolderPart? Find(ImagePurpose purpose) => Parts.FirstOrDefault(part => part.Purpose == purpose);

    /// <summary>The images of a folder in which each folder is a class.</summary>
    /// <exception cref="InvalidDataException">It is divided: to train on all of it would be to train on its test images.</exception>
    public (IReadOnlyList<(string Path, string Label)> Images, IReadOnlyList<string> LeftOut) Undivided() => Division is null ? (Parts[0].Files, LeftOut) : throw new InvalidDataException(
        $"{Division} Load the parts by LoadTrainTestFromImageFolder, or one of them by its own path, such as '{Parts[0].Folder}'.");

    /// <summary>Images that lie beside the parts.</summary>
    private static IEnumerable<string> Beside(string folder, IReadOnlyList<FolderPart> parts)
    {
        var taken = parts.Select(part => Path.GetRelativePath(folder, part.Folder).Split(Path.DirectorySeparatorChar)[0]).ToHashSet();
        var left = from image in FolderWalk.Files(folder).Where(ImageFiles.HasImageName)
                   let below = Path.GetRelativePath(folder, image).Split(Path.DirectorySeparatorChar)
                   where !taken.Contains(below[0])
                   group image by below.Length == 1 ? "" : below[0] into images
                   orderby images.Key
                   select images;
        return left.Select(images => $"{Counted.Of(images.Count(), "image")} {(images.Count() == 1 ? "is left out: it lies" : "are left out: they lie")} in '{Path.TrimEndingDirectorySeparator(Path.Combine(folder, images.Key))}', beside the parts.");
    }
}
