namespace Microsoft.ML.NAO.Benchmarks.Training;

/// <summary>A network whose training is timed, here and in PyTorch.</summary>
/// <param name="Name">What it is called by.</param>
/// <param name="Unit">What is counted by the second.</param>
/// <param name="Train">Trains here for a number of steps after a warm-up, with a timer.</param>
/// <param name="PyTorch">The arguments of each of PyTorch's ways, the default first, by its name.</param>
internal sealed record TrainingCase(string Name, string Unit, Func<TrainingTimer, int, long> Train, (string Name, string[] Arguments)[] PyTorch);
