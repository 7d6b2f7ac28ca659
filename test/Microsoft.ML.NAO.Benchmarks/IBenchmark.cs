namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>One measurement that <c>build/bench.sh NAME</c> runs. Each class with a parameterless constructor is found by itself.</summary>
public interface IBenchmark
{
    /// <summary>What it is called by on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Description { get; }

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">What stood after the name.</param>
    void Run(IReadOnlyList<string> arguments);
}
