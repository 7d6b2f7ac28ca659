namespace Microsoft.ML.Trainers;

/// <summary>Gives a function's value at a point, and writes its gradient there over <paramref name="gradient"/>.</summary>
internal delegate float DifferentiableFunction(float[] point, float[] gradient);
