namespace Microsoft.ML;

/// <summary>
/// The private format of saved models: a zip with a folder for each component, and in it <c>Model.key</c>, which begins with
/// <see cref="Signature"/>, the format's version and the component's kind. Kinds are looked up in <see cref="ModelKinds"/>, and never
/// resolved as names of types.
/// </summary>
internal static class ModelFormat
{
    public const string ModelEntry = "Model.key";
    public const string SchemaEntry = "Schema";
    public const string TransformerFolder = "TransformerChain";
    public const string VersionEntry = "TrainingInfo/Version.txt";

    /// <summary>The bytes "MLSUBST" and a zero.</summary>
    public const ulong Signature = 0x00545342_55534C4D;

    /// <summary>How a Model.key of the real package begins.</summary>
    public const ulong RealSignature = 0x4C45444F_4D004C4D;

    /// <summary>How an input schema of the real package begins.</summary>
    public const ulong RealSchemaSignature = 0x00425644_004C4D43;

    public const int Version = 1;

    public const string RefusedMessage =
        "The model file was written by the real ML.NET packages, in a format that these substitute packages do not read. "
        + "Load it with the real Microsoft.ML package, or fit and save the model again here.";
}
