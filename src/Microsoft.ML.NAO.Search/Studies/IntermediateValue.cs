namespace Microsoft.ML.NAO.Studies;

/// <summary>The value of the study's metric that a trial reported on its way.</summary>
/// <param name="Step">After how many steps, such as epochs; from 1.</param>
/// <param name="Value">The value of the study's metric.</param>
public readonly record struct IntermediateValue(int Step, double Value);
