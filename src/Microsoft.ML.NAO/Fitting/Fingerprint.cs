using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>A hash of all that a trial's outcome depends on beside its architecture and seed: the data and the options of training.</summary>
internal static class Fingerprint
{
    public static string Compute(PredictionData data, NetworkFamily family, NeuralArchitectureOptions options, int folds)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        data.Train.AppendTo(hash);
        data.Validation?.AppendTo(hash);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Samples = data.Train.SampleKind,
            Targets = data.Train.Targets.ToString(),
            family.SearchNetwork,
            family.SearchTraining,
            ValidationFraction = data.Validation is null ? options.ValidationFraction : 0,
        }));

        if (folds > 1)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { Folds = folds }));
        }

        // What is measured of the final network is in the journal, where something is.
        if (SearchLimits.AreMeasured(options))
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { family.FinalNetwork, family.FinalTraining.BatchSize }));
        }

        AppendSharing(hash, options.WeightSharing, options.Images.SupernetTraining);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Compute(LanguageModelData data, LanguageModelFamily family, NeuralLanguageModelOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            data.Vocabulary.Words,
            Train = LanguageModelCheckpoint.Hash(data.Train.Span),
            Validation = LanguageModelCheckpoint.Hash(data.Validation.Span),
            family.Network,
            family.SearchTraining,
        }));

        // What is measured of the final network is in the journal, where something is; the number of words is above.
        if (SearchLimits.AreMeasured(options))
        {
            LanguageModelTrainingOptions training = family.FinalTraining;
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new
            {
                training.BatchSize,
                training.SequenceLength,
                training.LengthDeviation,
                training.Optimizer,
                Averages = training.AveragingPatience is not null,
                options.MaximumLength,
            }));
        }

        AppendSharing(hash, options.WeightSharing, family.SearchTraining);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendSharing(IncrementalHash hash, WeightSharingOptions? sharing, object supernetTraining)
    {
        if (sharing is not null)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { Sharing = sharing.Describe(), SupernetTraining = supernetTraining }));
        }
    }
}
