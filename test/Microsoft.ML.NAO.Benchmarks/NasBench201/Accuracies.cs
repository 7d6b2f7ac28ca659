namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>The accuracies of one architecture, in percent: means of two or three trainings.</summary>
internal readonly record struct Accuracies(double Validation, double Test);
