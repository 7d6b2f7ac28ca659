using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.NAO.Data;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>A hash of all that a trial's outcome depends on beside its architecture and seed: the data and the options of training.</summary>
internal static class Fingerprint
{
    public static string Compute(ImageTask task, NeuralArchitectureOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, task.Images);
        if (task.Validation is { } validation)
        {
            Append(hash, validation);
        }

        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            options.SearchNetwork,
            options.SearchTraining,
            ValidationFraction = task.Validation is null ? options.ValidationFraction : 0,
        }));
        // What is measured of the final network is in the journal, where something is.
        if (SearchLimits.AreMeasured(options))
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { options.FinalNetwork, options.FinalTraining.BatchSize }));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, Datasets.ImageDataset images)
    {
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { images.Shape.Channels, images.Shape.Height, images.Shape.Width, images.ClassNames }));
        hash.AppendData(MemoryMarshal.AsBytes(images.Labels));
        hash.AppendData(MemoryMarshal.AsBytes(images.Pixels));
    }
}
