namespace Microsoft.ML.Trainers;

/// <summary>The search for a minimum came to rest before its stopping rule was met.</summary>
internal sealed class PrematureConvergenceException(string message) : Exception(message);
