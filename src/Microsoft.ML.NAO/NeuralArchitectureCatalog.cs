using Microsoft.ML.AutoML;
using Microsoft.ML.NAO;

namespace Microsoft.ML;

/// <summary>Neural architecture search in ML.NET's AutoML catalog.</summary>
public static class NeuralArchitectureCatalog
{
    /// <summary>
    /// Creates an estimator that searches the network that predicts a label best, by Neural Architecture Optimization
    /// (Luo et al., NeurIPS 2018), and trains it.
    /// </summary>
    /// <param name="catalog">The catalog: <c>mlContext.Auto()</c>.</param>
    /// <param name="labelColumnName">The column to predict: a key (put <c>MapValueToKey</c> before) for one of several classes, a Boolean for one of two, a Single for a value.</param>
    /// <param name="featureColumnName">The column to predict from: images, as <c>ExtractPixels</c> gives them, any other vector of Single, or a text.</param>
    /// <param name="exampleWeightColumnName">The column with the weight of each row, a Single of at least 0; null to count all rows alike.</param>
    /// <param name="channels">The images' number of channels; null to take the shape from the column's dimensions, and where there are no images.</param>
    /// <param name="height">The images' height in pixels; null likewise.</param>
    /// <param name="width">The images' width in pixels; null likewise.</param>
    /// <param name="maxTrials">How many architectures are tried.</param>
    /// <param name="validationSet">Rows to measure architectures on; null to hold out a part of the training rows.</param>
    /// <returns>An estimator whose transformer adds the columns that ML.NET's own trainers of the task add.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An argument is out of its range.</exception>
    public static NeuralArchitectureEstimator NeuralArchitecture(
        this AutoCatalog catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int? channels = null,
        int? height = null,
        int? width = null,
        int maxTrials = NeuralArchitectureOptions.DefaultMaxTrials,
        IDataView? validationSet = null) => catalog.NeuralArchitecture(new NeuralArchitectureOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Channels = channels,
            Height = height,
            Width = width,
            MaxTrials = maxTrials,
            ValidationSet = validationSet,
        });

    /// <summary>Creates an estimator that searches the network that predicts a label best, and trains it.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Auto()</c>.</param>
    /// <param name="options">The columns, the space, the strategy, the budget and the training.</param>
    /// <returns>An estimator whose transformer adds the columns that ML.NET's own trainers of the task add.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public static NeuralArchitectureEstimator NeuralArchitecture(this AutoCatalog catalog, NeuralArchitectureOptions options) =>
        new(catalog, options);

    /// <summary>Creates an estimator that trains the network of one given architecture, found before or published.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Auto()</c>.</param>
    /// <param name="architecture">The architecture as text, as <see cref="NeuralArchitectureTransformer.ArchitectureText"/> gives it.</param>
    /// <param name="labelColumnName">The column to predict: a key (put <c>MapValueToKey</c> before) for one of several classes, a Boolean for one of two, a Single for a value.</param>
    /// <param name="featureColumnName">The column to predict from: images, as <c>ExtractPixels</c> gives them, any other vector of Single, or a text.</param>
    /// <param name="exampleWeightColumnName">The column with the weight of each row, a Single of at least 0; null to count all rows alike.</param>
    /// <param name="channels">The images' number of channels; null to take the shape from the column's dimensions, and where there are no images.</param>
    /// <param name="height">The images' height in pixels; null likewise.</param>
    /// <param name="width">The images' width in pixels; null likewise.</param>
    /// <param name="validationSet">Rows to measure the network on; null for none.</param>
    /// <returns>An estimator whose transformer adds the columns that ML.NET's own trainers of the task add.</returns>
    /// <exception cref="FormatException">The text is not an architecture.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An argument is out of its range.</exception>
    public static NeuralNetworkEstimator NeuralNetwork(
        this AutoCatalog catalog,
        string architecture,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int? channels = null,
        int? height = null,
        int? width = null,
        IDataView? validationSet = null) => catalog.NeuralNetwork(architecture, new NeuralNetworkOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Channels = channels,
            Height = height,
            Width = width,
            ValidationSet = validationSet,
        });

    /// <summary>Creates an estimator that trains the network of one given architecture, found before or published.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Auto()</c>.</param>
    /// <param name="architecture">The architecture as text, as <see cref="NeuralArchitectureTransformer.ArchitectureText"/> gives it.</param>
    /// <param name="options">The columns, the network and its training.</param>
    /// <returns>An estimator whose transformer adds the columns that ML.NET's own trainers of the task add.</returns>
    /// <exception cref="FormatException">The text is an architecture of none of the options' spaces.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public static NeuralNetworkEstimator NeuralNetwork(this AutoCatalog catalog, string architecture, NeuralNetworkOptions options) =>
        new(catalog, architecture, options);

    /// <summary>
    /// Creates an estimator that searches the recurrent cell of the language model that foretells texts best, by Neural Architecture Optimization
    /// (Luo et al., NeurIPS 2018), and trains it.
    /// </summary>
    /// <param name="catalog">The catalog: <c>mlContext.Auto()</c>.</param>
    /// <param name="textColumnName">The column with the texts.</param>
    /// <param name="maxTrials">How many cells are tried.</param>
    /// <param name="validationSet">Rows to measure cells on; null to hold out a part of the training rows.</param>
    /// <returns>An estimator whose transformer adds the columns <c>Perplexity</c> and <c>NextTokenScores</c>.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An argument is out of its range.</exception>
    public static NeuralLanguageModelEstimator NeuralLanguageModel(
        this AutoCatalog catalog,
        string textColumnName = "Text",
        int maxTrials = NeuralArchitectureOptions.DefaultMaxTrials,
        IDataView? validationSet = null) => catalog.NeuralLanguageModel(new NeuralLanguageModelOptions
        {
            TextColumnName = textColumnName,
            MaxTrials = maxTrials,
            ValidationSet = validationSet,
        });

    /// <summary>Creates an estimator that searches the recurrent cell of the language model that foretells texts best, and trains it.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Auto()</c>.</param>
    /// <param name="options">The column, the words, the space, the strategy, the budget and the training.</param>
    /// <returns>An estimator whose transformer adds the columns <c>Perplexity</c> and <c>NextTokenScores</c>.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public static NeuralLanguageModelEstimator NeuralLanguageModel(this AutoCatalog catalog, NeuralLanguageModelOptions options) =>
        new(catalog, architecture: null, options);

    /// <summary>Creates an estimator that trains the language model of one given cell, found before or published.</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Auto()</c>.</param>
    /// <param name="architecture">The cell as text, as <see cref="NeuralArchitectureTransformer.ArchitectureText"/> gives it.</param>
    /// <param name="options">The column, the words, the network and its training.</param>
    /// <returns>An estimator whose transformer adds the columns <c>Perplexity</c> and <c>NextTokenScores</c>.</returns>
    /// <exception cref="FormatException">The text is no architecture of the options' space.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public static NeuralLanguageModelEstimator NeuralLanguageModel(this AutoCatalog catalog, string architecture, NeuralLanguageModelOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(architecture);
        return new NeuralLanguageModelEstimator(catalog, architecture, options);
    }
}
