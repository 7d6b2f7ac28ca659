using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>A context that names a GPU that is not there: told before the search, or done on the CPU.</summary>
[TestClass]
public sealed class MissingGpuTests
{
    /// <summary>No machine has so many.</summary>
    private const int Missing = 97;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ItIsToldBeforeTheSearch(bool languageModel)
    {
        var context = new MLContext(1) { GpuDeviceId = Missing, FallbackToCpu = false };
        bool begun = false;

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(context, languageModel, new Recorder(_ => begun = true)));

        Assert.IsFalse(begun);
        StringAssert.Contains(error.Message, "MLContext.GpuDeviceId is 97");
        StringAssert.Contains(error.Message, "MLContext.FallbackToCpu");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void TheSearchAndTheServingFallBackToTheCpu(bool languageModel)
    {
        var context = new MLContext(1) { GpuDeviceId = Missing, FallbackToCpu = true };
        var messages = new List<string>();
        context.Log += (_, e) => messages.Add(e.Message);

        using NeuralArchitectureTransformer model = Fit(context, languageModel, new Recorder(_ => { }));

        Assert.HasCount(1, model.Trials);
        Assert.IsTrue(messages.Any(message => message.Contains("MLContext.GpuDeviceId is 97", StringComparison.Ordinal) && message.Contains("Training on the CPU", StringComparison.Ordinal)));
        Assert.IsTrue(messages.Any(message => message.Contains("ONNX Runtime, which serves the network, cannot use that GPU", StringComparison.Ordinal) && message.Contains("Serving on the CPU", StringComparison.Ordinal)));
        Assert.IsGreaterThan(0, model.Transform(View(context, languageModel)).Preview(5).RowView.Length);
    }

    private static NeuralArchitectureTransformer Fit(MLContext context, bool languageModel, Recorder progress)
    {
        if (languageModel)
        {
            NeuralLanguageModelOptions texts = Sentences.SmallLanguageModelSearch(trials: 1);
            texts.Progress = progress;
            return context.Auto().NeuralLanguageModel(texts).Fit(View(context, languageModel));
        }

        NeuralArchitectureOptions options = Shapes.SmallSearch(trials: 1);
        options.LabelColumnName = nameof(Tables.Row.IsInner);
        options.Tabular.SearchTraining = TabularNetworkOptions.CreateTraining(90, 30);
        options.Tabular.FinalTraining = options.Tabular.SearchTraining;
        options.Progress = progress;
        return context.Auto().NeuralArchitecture(options).Fit(View(context, languageModel));
    }

    private static IDataView View(MLContext context, bool languageModel) =>
        languageModel ? context.Data.LoadFromEnumerable(Sentences.Draw(60, 1)) : context.Data.LoadFromEnumerable(Tables.Rings(90, 1));
}
