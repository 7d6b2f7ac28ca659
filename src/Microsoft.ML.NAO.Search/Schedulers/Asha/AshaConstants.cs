namespace Microsoft.ML.NAO.Schedulers.Asha;

/// <summary>The default of every option of ASHA. <see cref="AshaOptions"/> says where each comes from.</summary>
internal static class AshaConstants
{
    public const int MinimumSteps = 1;

    public const int ReductionFactor = 4;
}
