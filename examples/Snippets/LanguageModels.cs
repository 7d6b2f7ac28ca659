using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;

namespace Snippets;

/// <summary>Language models: README.md and docs/tasks/language-models.md.</summary>
internal static class LanguageModels
{
    public static void Train()
    {
        #region recurrent-training
        TextCorpus text = TextCorpusFile.Load("ptb.train.txt", "ptb.valid.txt", "ptb.test.txt");
        RecurrentCell cell = new RecurrentCellSpace().Decode(PublishedArchitectures.NaoRecurrent);
        LanguageModelRecipe recipe = LanguageModelRecipes.PennTreebank();           // the authors': 4,000 epochs; lower recipe.Training.Epochs
        using var model = new RecurrentNetwork(cell, text.Vocabulary.Count, recipe.Network, seed: 1);
        new LanguageModelTrainer(recipe.Training, seed: 1).Train(model, text.Train, text.Validation);
        Console.WriteLine(LanguageModelScorer.GetPerplexity(model, text.Test));
        #endregion
    }

    public static float Search(MLContext mlContext, IDataView texts)
    {
        #region language-model
        ITransformer model = mlContext.Auto().NeuralLanguageModel("Text").Fit(texts);
        var engine = mlContext.Model.CreatePredictionEngine<Row, Foretold>(model);
        float surprise = engine.Predict(new Row { Text = "colorless green ideas sleep furiously" }).Perplexity;
        #endregion
        return surprise;
    }

    public static ITransformer TrainKnown(MLContext mlContext, IDataView texts)
    {
        #region known-cell
        var options = new NeuralLanguageModelOptions { Space = new RecurrentCellSpace() };
        string cell = options.Space.Format(PublishedArchitectures.NaoRecurrent);
        var model = mlContext.Auto().NeuralLanguageModel(cell, options).Fit(texts);
        #endregion
        return model;
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }

    private sealed class Foretold
    {
        public float Perplexity { get; set; }
    }
}
