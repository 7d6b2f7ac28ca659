using Microsoft.ML.Trainers;
using BinaryTrainers = Microsoft.ML.BinaryClassificationCatalog.BinaryClassificationTrainers;
using MulticlassTrainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;
using RegressionTrainers = Microsoft.ML.RegressionCatalog.RegressionTrainers;

namespace Microsoft.ML;

/// <summary>The linear trainers.</summary>
public static class StandardTrainersCatalog
{
    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(
        this MulticlassTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string exampleWeightColumnName = null,
        float l1Regularization = LbfgsDefaults.L1Regularization,
        float l2Regularization = LbfgsDefaults.L2Regularization,
        float optimizationTolerance = LbfgsDefaults.OptimizationTolerance,
        int historySize = LbfgsDefaults.HistorySize,
        bool enforceNonNegativity = false)
        => catalog.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
            EnforceNonNegativity = enforceNonNegativity,
        });

    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(
        this MulticlassTrainers catalog, LbfgsMaximumEntropyMulticlassTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new LbfgsMaximumEntropyMulticlassTrainer(catalog.GetEnvironment(), options);
    }

    public static LbfgsLogisticRegressionBinaryTrainer LbfgsLogisticRegression(
        this BinaryTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string exampleWeightColumnName = null,
        float l1Regularization = LbfgsDefaults.L1Regularization,
        float l2Regularization = LbfgsDefaults.L2Regularization,
        float optimizationTolerance = LbfgsDefaults.OptimizationTolerance,
        int historySize = LbfgsDefaults.HistorySize,
        bool enforceNonNegativity = false)
        => catalog.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
            EnforceNonNegativity = enforceNonNegativity,
        });

    public static LbfgsLogisticRegressionBinaryTrainer LbfgsLogisticRegression(
        this BinaryTrainers catalog, LbfgsLogisticRegressionBinaryTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new LbfgsLogisticRegressionBinaryTrainer(catalog.GetEnvironment(), options);
    }

    public static AveragedPerceptronTrainer AveragedPerceptron(
        this BinaryTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        IClassificationLoss lossFunction = null,
        float learningRate = 1,
        bool decreaseLearningRate = false,
        float l2Regularization = 0,
        int numberOfIterations = 10)
        => catalog.AveragedPerceptron(new AveragedPerceptronTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            // Not the hinge loss, which is the default of the options.
            LossFunction = lossFunction ?? new LogLoss(),
            LearningRate = learningRate,
            DecreaseLearningRate = decreaseLearningRate,
            L2Regularization = l2Regularization,
            NumberOfIterations = numberOfIterations,
        });

    public static AveragedPerceptronTrainer AveragedPerceptron(this BinaryTrainers catalog, AveragedPerceptronTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new AveragedPerceptronTrainer(catalog.GetEnvironment(), options);
    }

    public static OnlineGradientDescentTrainer OnlineGradientDescent(
        this RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        IRegressionLoss lossFunction = null,
        float learningRate = 0.1f,
        bool decreaseLearningRate = true,
        float l2Regularization = 0,
        int numberOfIterations = 1)
        => catalog.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            LossFunction = lossFunction,
            LearningRate = learningRate,
            DecreaseLearningRate = decreaseLearningRate,
            L2Regularization = l2Regularization,
            NumberOfIterations = numberOfIterations,
        });

    public static OnlineGradientDescentTrainer OnlineGradientDescent(this RegressionTrainers catalog, OnlineGradientDescentTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new OnlineGradientDescentTrainer(catalog.GetEnvironment(), options);
    }
}
