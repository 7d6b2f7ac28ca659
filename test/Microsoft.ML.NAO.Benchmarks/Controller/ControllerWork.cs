using System.Diagnostics;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Benchmarks.Controller;

/// <summary>The arithmetic of an epoch of the authors' controller, and how fast this machine multiplies matrices of its sizes.</summary>
internal static class ControllerWork
{
    private const double Hidden = 96;
    private const double Width = 200;
    private const double Vocabulary = 12;
    private const double EncoderSteps = 20;
    private const double DecoderSteps = 40;

    // Forward once, backward twice: by inputs and by weights.
    private const double PassesOfTraining = 3;

    /// <summary>The floating-point operations of the matrix products of one epoch.</summary>
    public static double OperationsOfAnEpoch(int architectures)
    {
        double lstm = 2 * (Hidden + Hidden) * 4 * Hidden;
        double attention = (2 * Hidden * Hidden) + (2 * 2 * EncoderSteps * Hidden) + (2 * 2 * Hidden * Hidden) + (2 * Hidden * Vocabulary);
        double predictor = 2 * ((Hidden * Width) + (2 * Width * Width) + Width);
        return PassesOfTraining * architectures * ((EncoderSteps * lstm) + (DecoderSteps * (lstm + attention)) + predictor);
    }

    /// <summary>The operations a second of products of a batch's states with an LSTM's weights, the best of some tries.</summary>
    public static double MeasureProductRate()
    {
        const int Rows = 2000;
        const int Columns = 384;
        const int Repetitions = 50;
        using var scope = NewDisposeScope();
        Tensor left = rand(Rows, (long)(2 * Hidden));
        Tensor right = rand((long)(2 * Hidden), Columns);
        double best = double.MaxValue;
        for (int attempt = 0; attempt < Repetitions; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            left.matmul(right).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2.0 * Rows * 2 * Hidden * Columns / best;
    }
}
