using System.Reflection;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>What an estimator sees of a schema. ML.NET makes it inside every pipeline, but offers no public way.</summary>
internal static class SchemaShapes
{
    public static SchemaShape Of(DataViewSchema schema) => (SchemaShape)typeof(SchemaShape)
        .GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [schema], null)!;

    /// <summary>The columns as text, to be compared.</summary>
    public static IEnumerable<string> Of(SchemaShape shape) =>
        shape.Select(column => $"{column.Name}: {(column.IsKey ? "key " : "")}{column.Kind} of {column.ItemType}").Order();
}
