using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Benchmarks.ImageClassification;

/// <summary>The image sets of the folder of data beside the repository, or of the folder that NAO_DATA names.</summary>
internal static class BenchmarkData
{
    private const int CifarTrain = 4000;
    private const int CifarTest = 1000;

    /// <summary>Loads a training and a test set.</summary>
    public static (ImageDataset Train, ImageDataset Test) Load(string set) => set switch
    {
        "optdigits" => LoadOptdigits(),
        "cifar10" => (
            CifarFile.Load(Repository.FindData("cifar10_train_12000.bin.gz")).Take(CifarTrain),
            CifarFile.Load(Repository.FindData("cifar10_test_2000.bin.gz")).Take(CifarTest)),
        _ => throw new ArgumentException($"There is no image set '{set}'. There are: optdigits, cifar10.", nameof(set)),
    };

    /// <summary>The images as a data view whose feature column tells their shape.</summary>
    public static IDataView ToDataView(MLContext context, ImageDataset images)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(
            NumberDataViewType.Single, images.Shape.Channels, images.Shape.Height, images.Shape.Width);
        return context.Data.LoadFromEnumerable(
            Enumerable.Range(0, images.Count).Select(i => new Row
            {
                Features = images.GetImage(i).ToArray(),
                Label = images.ClassNames[images.Labels[i]],
            }),
            schema);
    }

    private static (ImageDataset Train, ImageDataset Test) LoadOptdigits()
    {
        const string Label = "Class";
        ImageDataset train = CsvImageFile.Load(Repository.FindData("optdigits.tra.csv.gz"), Label);
        return (train, CsvImageFile.Load(Repository.FindData("optdigits.tes.csv.gz"), Label, classNames: train.ClassNames));
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
