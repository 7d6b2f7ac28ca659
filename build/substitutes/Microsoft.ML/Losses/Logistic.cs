namespace Microsoft.ML.Trainers;

/// <summary>The logistic function as the real package's losses take it: by a cubic approximation, whose error is below 1e-4.</summary>
internal static class Logistic
{
    private const float Log2OfE = 1.44269504f;

    /// <summary>Beyond this power of two, single precision ends.</summary>
    private const int LargestExponent = 128;

    // 2^f is 1 + f + f (f - 1) (a f² + b f + c) for f from 0 to 1, exactly so at both ends.
    private const float A = 0.013555747f;
    private const float B = 0.065588116f;
    private const float C = 0.30696788f;

    public static float Approximate(float x)
    {
        if (float.IsNaN(x))
            return x;

        float exponent = Math.Abs(x) * Log2OfE;
        float ofNegative = 0;
        if (exponent < LargestExponent)
        {
            int whole = (int)exponent;
            float f = exponent - whole;
            float fractional = 1 + f + ((f - 1) * f * ((((A * f) + B) * f) + C));
            ofNegative = 1 / (1 + (MathF.ScaleB(1, whole) * fractional));
        }

        return x < 0 ? ofNegative : 1 - ofNegative;
    }
}
