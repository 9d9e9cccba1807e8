using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>Images that a program makes when they are asked for, from rows of its own.</summary>
internal static class CallbackImages
{
    public static IDataView Encoded<TRow>(DataOperationsCatalog catalog, IReadOnlyList<TRow> rows, Func<TRow, byte[]> image, Func<TRow, string> label) =>
        catalog.LoadFromEnumerable<EncodedRow>([.. rows.Select((row, number) => new EncodedRow(Image(image, row, number), Label(label, row, number)))]);

    public static IDataView Decoded<TRow>(DataOperationsCatalog catalog, IReadOnlyList<TRow> rows, Func<TRow, MLImage> image, Func<TRow, string> label) =>
        catalog.LoadFromEnumerable<DecodedRow>([.. rows.Select((row, number) => new DecodedRow(Image(image, row, number), Label(label, row, number)))]);

    private static Func<TImage> Image<TRow, TImage>(Func<TRow, TImage> image, TRow row, int number) => () => RowFailureException.Call(() => image(row), "image", number);

    private static Func<string> Label<TRow>(Func<TRow, string> label, TRow row, int number) => () => RowFailureException.Call(() => label(row), "label", number);

    private sealed class EncodedRow(Func<byte[]> image, Func<string> label)
    {
        public EncodedRow()
            : this(() => [], () => "")
        {
        }

        public byte[] Image
        {
            get => image();
            set => throw new NotSupportedException();
        }

        public string Label
        {
            get => label();
            set => throw new NotSupportedException();
        }
    }

    private sealed class DecodedRow(Func<MLImage?> image, Func<string> label)
    {
        public DecodedRow()
            : this(() => null, () => "")
        {
        }

        // Any size in truth; ML.NET's attribute wants one.
        [ImageType(1, 1)]
        public MLImage? Image
        {
            get => image();
            set => throw new NotSupportedException();
        }

        public string Label
        {
            get => label();
            set => throw new NotSupportedException();
        }
    }
}
