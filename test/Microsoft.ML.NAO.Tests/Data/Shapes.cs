using Microsoft.ML.Data;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>Small images of bars and blobs, which a small network learns in a second.</summary>
internal static class Shapes
{
    public const int Side = 8;

    private static readonly string[] Names = ["flat", "steep", "blob"];

    /// <summary>A row as a user's class would have it.</summary>
    public sealed class Row
    {
        public string Label { get; set; } = "";

        public float[] Features { get; set; } = [];
    }

    /// <summary>A prediction as a user's class would have it.</summary>
    public sealed class Prediction
    {
        public string Text { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    public static Row[] Draw(int count, int seed, int channels = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Draw(i % Names.Length, random, channels))];
    }

    public static SchemaDefinition Schema(params int[] dimensions)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        return schema;
    }

    public static IDataView View(MLContext context, IEnumerable<Row> rows, params int[] dimensions) =>
        context.Data.LoadFromEnumerable(rows, Schema(dimensions.Length > 0 ? dimensions : [1, Side, Side]));

    /// <summary>A search that takes seconds.</summary>
    public static NeuralArchitectureOptions SmallSearch(int trials = 3) => new()
    {
        MaxTrials = trials,
        Strategy = new NaoOptions { InitialArchitectures = 2, ArchitecturesPerRound = 1, SeedArchitectures = 2, MaxEpochsPerRound = 20 },
        Images = new ImageNetworkOptions
        {
            SearchNetwork = SmallNetwork(),
            SearchTraining = new TrainingOptions { Epochs = 1, BatchSize = 32 },
            FinalNetwork = SmallNetwork(),
            FinalTraining = SmallTraining(),
        },
    };

    public static TrainingOptions SmallTraining() => new() { Epochs = 6, BatchSize = 32 };

    public static ConvolutionalNetworkOptions SmallNetwork() => new() { CellsPerStage = 1, InitialChannels = 4 };

    private static Row Draw(int kind, Random random, int channels)
    {
        var pixels = new float[channels * Side * Side];
        int at = random.Next(1, Side - 1);
        int other = random.Next(1, Side - 1);
        for (int i = 0; i < pixels.Length; i++)
        {
            int y = i / Side % Side;
            int x = i % Side;
            bool ink = kind switch
            {
                0 => y == at,
                1 => x == at,
                _ => Math.Abs(x - at) <= 1 && Math.Abs(y - other) <= 1,
            };
            pixels[i] = (ink ? 1 : 0) + (0.2f * random.NextSingle());
        }

        return new Row { Label = Names[kind], Features = pixels };
    }
}
